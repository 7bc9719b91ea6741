#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EXPLAIN_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EXPLAIN_H_

#include <string>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/record/evidence.h"

namespace plumbline::alignment {

// What a clause said, in words and with its figures: for people.
ClauseRecord ExplainClause(const Edition& edition, const ClauseResult& result);

// Why an occupation was let in or kept out by name, in one sentence; `what`
// says of what: "high-wage", "as a whole".
std::string ExplainException(const PolicyException& exception,
                             const char* what);

// The clause of `record` that decides why it failed: itself, or the first
// failing clause inside. Null when it did not fail.
const ClauseRecord* FailingClause(const ClauseRecord& record);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EXPLAIN_H_
