#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_EVALUATE_PROGRAM_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_EVALUATE_PROGRAM_H_

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"

namespace plumbline::alignment {

// The verdict on a program in a region with everything that explains it: links,
// clause records down to cells, flags with their sentences. A pure function of
// its arguments: the same inputs give the same bytes.
//
// For a portfolio use the kernel (kernel.h), which reaches the same verdicts,
// flag masks and record digests.
Decision EvaluateProgram(const BoundPolicy& policy, RegionIndex region,
                         const ProgramFacts& program);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_EVALUATE_PROGRAM_H_
