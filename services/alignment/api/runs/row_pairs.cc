#include "services/alignment/api/runs/row_pairs.h"

#include <algorithm>

namespace plumbline::alignment {

std::vector<RangePair> CutByName(absl::Span<const ViewRow> a,
                                 absl::Span<const ViewRow> b, int threads) {
  const auto parts = static_cast<size_t>(std::max(threads, 1));
  std::vector<RangePair> cuts(parts);
  cuts.back().a_end = a.size();
  cuts.back().b_end = b.size();
  for (size_t part = 1; part < parts; ++part) {
    const size_t in_b = b.size() * part / parts;
    const auto in_a =
        in_b == b.size()
            ? a.end()
            : std::partition_point(a.begin(), a.end(), [&](const ViewRow& row) {
                return CompareNames(row, b[in_b]) < 0;
              });
    cuts[part - 1].a_end = cuts[part].a_begin =
        static_cast<size_t>(in_a - a.begin());
    cuts[part - 1].b_end = cuts[part].b_begin = in_b;
  }
  return cuts;
}

}  // namespace plumbline::alignment
