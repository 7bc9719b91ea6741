#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CLAUSE_CHANGES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CLAUSE_CHANGES_H_

#include "plumbline/alignment/v1/change.pb.h"
#include "services/alignment/api/runs/run_view.h"

namespace plumbline::alignment {

// Adds the clauses that said otherwise of a linked occupation to `change`, with
// their figures before and after: those of occupations that count first, at
// most ten.
void AddClauseChanges(const ViewRow& before, const ViewRow& after,
                      v1::Change& change);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CLAUSE_CHANGES_H_
