#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_ROW_PAIRS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_ROW_PAIRS_H_

#include "absl/types/span.h"
#include "services/alignment/api/run_view.h"

namespace plumbline::alignment {

// Calls `visit(const ViewRow* a, const ViewRow* b)` for every alignment that
// either list speaks of, in the order of names; null for the list that does
// not. Both are by name, each name once.
template <typename Visit>
void ForEachPair(absl::Span<const ViewRow> a, absl::Span<const ViewRow> b,
                 const Visit& visit) {
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].name < b[j].name)) {
      visit(&a[i++], nullptr);
    } else if (i == a.size() || b[j].name < a[i].name) {
      visit(nullptr, &b[j++]);
    } else {
      visit(&a[i++], &b[j++]);
    }
  }
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_ROW_PAIRS_H_
