#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_ROW_PAIRS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_ROW_PAIRS_H_

#include <compare>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/api/runs/view_row.h"

namespace plumbline::alignment {

// What is said of one alignment before and after.
struct RowPair {
  const ViewRow* before = nullptr;
  const ViewRow* after = nullptr;
};

// Calls `visit(const ViewRow* a, const ViewRow* b)` for every alignment that
// either list speaks of, in the order of names; null for the list that does
// not. Both are by name, each name once.
template <typename Visit>
void ForEachPair(absl::Span<const ViewRow> a, absl::Span<const ViewRow> b,
                 const Visit& visit) {
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const auto order = j == b.size()   ? std::strong_ordering::less
                       : i == a.size() ? std::strong_ordering::greater
                                       : CompareNames(a[i], b[j]);
    visit(order <= 0 ? &a[i] : nullptr, order >= 0 ? &b[j] : nullptr);
    i += order <= 0 ? 1 : 0;
    j += order >= 0 ? 1 : 0;
  }
}

// A part of each of two lists.
struct RangePair {
  size_t a_begin = 0;
  size_t a_end = 0;
  size_t b_begin = 0;
  size_t b_end = 0;

  template <typename Row>
  absl::Span<Row> OfA(absl::Span<Row> a) const {
    return a.subspan(a_begin, a_end - a_begin);
  }
  template <typename Row>
  absl::Span<Row> OfB(absl::Span<Row> b) const {
    return b.subspan(b_begin, b_end - b_begin);
  }
};
// Cuts two lists by name, each name once, at the same names into as many parts
// as there are threads to go over them: all pairs are within one.
std::vector<RangePair> CutByName(absl::Span<const ViewRow> a,
                                 absl::Span<const ViewRow> b, int threads);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_ROW_PAIRS_H_
