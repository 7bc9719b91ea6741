#include "services/alignment/domain/scoring/decile_row.h"

#include <algorithm>

namespace plumbline::alignment {
namespace {

constexpr uint8_t kMost = 10;

// How many of the sorted numbers are smaller, as a tenth of `all`.
uint8_t TenthOf(size_t smaller, size_t all) {
  return static_cast<uint8_t>(std::min<size_t>(kMost, 1 + smaller * 10 / all));
}

size_t Smaller(const std::vector<int64_t>& sorted, int64_t number) {
  return static_cast<size_t>(
      std::lower_bound(sorted.begin(), sorted.end(), number) - sorted.begin());
}

}  // namespace

DecileRow DecilesOf(const QuantityRow& row) {
  DecileRow deciles;
  deciles.exact = row.is_uniform() && !row.has_large;
  if (!deciles.exact) return deciles;
  const size_t count = row.marks.size();
  std::vector<int64_t> lows;
  std::vector<int64_t> highs;
  for (size_t i = 0; i < count; ++i) {
    if (!row.Has(i, QuantityRow::kCounts)) continue;
    lows.push_back(row.lows[i]);
    if (!row.highs.empty() && row.highs[i] != QuantityRow::kNoBound)
      highs.push_back(row.highs[i]);
  }
  deciles.has_scale = !lows.empty();
  if (lows.empty()) return deciles;
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  deciles.fewest.assign(count, 1);
  deciles.most.assign(count, kMost);
  for (size_t i = 0; i < count; ++i) {
    if (!row.Has(i, QuantityRow::kKnown)) continue;
    deciles.fewest[i] = TenthOf(
        Smaller(row.highs.empty() ? lows : highs, row.lows[i]), lows.size());
    if (row.highs.empty())
      deciles.most[i] = deciles.fewest[i];
    else if (row.highs[i] != QuantityRow::kNoBound)
      deciles.most[i] = TenthOf(Smaller(lows, row.highs[i]), lows.size());
    else
      deciles.most[i] = TenthOf(lows.size(), lows.size());
  }
  return deciles;
}

}  // namespace plumbline::alignment
