#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_PAIRS_THAT_DIFFER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_PAIRS_THAT_DIFFER_H_

#include <vector>

#include "services/alignment/api/row_pairs.h"

namespace plumbline::alignment {

// The pairs of which something else is said after: another verdict, dimension,
// flag or grace, or other occupations that count. In their order; both rows of
// each pair are there. Of the millions of a run few are left, and only for
// those causes are looked for.
std::vector<RowPair> PairsThatDiffer(const std::vector<RowPair>& pairs);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_PAIRS_THAT_DIFFER_H_
