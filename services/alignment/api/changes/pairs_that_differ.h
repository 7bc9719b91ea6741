#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_PAIRS_THAT_DIFFER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_PAIRS_THAT_DIFFER_H_

#include <functional>
#include <vector>

#include "services/alignment/api/runs/row_pairs.h"

namespace plumbline::alignment {

// Of the millions of pairs of two runs those of which something else is said
// after, by name. Only for these causes are looked for.
struct DifferingPairs {
  // An alignment began or ended: one side is missing.
  std::vector<RowPair> ends;
  // Another verdict, dimension, flag or grace, or other occupations that count.
  std::vector<RowPair> both;
};

// Both lists are by name, each name once; where `wanted` is given, of the
// alignments that it wants. The same on any number of threads.
DifferingPairs PairsThatDiffer(
    absl::Span<const ViewRow> before, absl::Span<const ViewRow> after,
    const std::function<bool(const VerdictKey&)>& wanted, int threads);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_PAIRS_THAT_DIFFER_H_
