#include "services/alignment/domain/scoring/decile_row.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plumbline::alignment {
namespace {

constexpr uint8_t kMost = 10;

// For each point after the first, the number that one has to be above to have
// it: the points of a number are 1 and the tenths of `all` numbers that are
// smaller, at most 10.
using Cuts = std::array<int64_t, kMost - 1>;

// How many numbers have to be smaller for `point`.
size_t SmallerFor(size_t point, size_t all) {
  return ((point - 1) * all + 9) / 10;
}

// Puts the numbers that points from `first` to `last` ask for in their places
// among those of [begin, end), where all others are in order with these.
void PlaceCuts(std::vector<int64_t>* numbers, size_t all, size_t first,
               size_t last, size_t begin, size_t end) {
  if (first > last) return;
  const size_t middle = first + (last - first) / 2;
  const size_t place = SmallerFor(middle, all) - 1;
  size_t behind = begin;
  if (place >= begin && place < end) {
    const auto at = [&](size_t i) {
      return numbers->begin() + static_cast<ptrdiff_t>(i);
    };
    std::nth_element(at(begin), at(place), at(end));
    behind = place + 1;
  }
  PlaceCuts(numbers, all, first, middle - 1, begin, std::min(place, end));
  PlaceCuts(numbers, all, middle + 1, last, behind, end);
}

// Of the numbers that are counted as smaller, which may be fewer than `all`:
// the points beyond them cannot be had.
Cuts CutsOf(std::vector<int64_t> numbers, size_t all) {
  PlaceCuts(&numbers, all, 2, kMost, 0, numbers.size());
  Cuts cuts;
  for (size_t point = 2; point <= kMost; ++point) {
    const size_t smaller = SmallerFor(point, all);
    cuts[point - 2] = smaller <= numbers.size() ? numbers[smaller - 1]
                                                : QuantityRow::kNoBound;
  }
  return cuts;
}

uint8_t PointsOf(int64_t number, const Cuts& cuts) {
  uint8_t points = 1;
  for (const int64_t cut : cuts)
    points = static_cast<uint8_t>(points + (number > cut ? 1 : 0));
  return points;
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
  deciles.fewest.assign(count, 1);
  deciles.most.assign(count, kMost);
  if (lows.empty()) return deciles;
  const Cuts above_lows = CutsOf(lows, lows.size());
  const Cuts above_highs =
      row.highs.empty() ? above_lows : CutsOf(highs, lows.size());
  for (size_t i = 0; i < count; ++i) {
    if (!row.Has(i, QuantityRow::kKnown)) continue;
    deciles.fewest[i] = PointsOf(row.lows[i], above_highs);
    deciles.most[i] = row.highs.empty() ? deciles.fewest[i]
                                        : PointsOf(row.highs[i], above_lows);
  }
  return deciles;
}

}  // namespace plumbline::alignment
