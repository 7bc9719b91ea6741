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
  Cuts cuts;
  cuts.fill(QuantityRow::kNoBound);
  if (all == 0) return cuts;
  PlaceCuts(&numbers, all, 2, kMost, 0, numbers.size());
  for (size_t point = 2; point <= kMost; ++point) {
    const size_t smaller = SmallerFor(point, all);
    if (smaller <= numbers.size()) cuts[point - 2] = numbers[smaller - 1];
  }
  return cuts;
}

// The same where others may count too: `tenths(smaller, open)` of all that
// count are smaller when so many of `sure`, and so many of `open`, are. More
// tenths the larger the number.
template <typename Tenths>
Cuts CutsOf(std::vector<int64_t> sure, std::vector<int64_t> open,
            const Tenths& tenths) {
  std::sort(sure.begin(), sure.end());
  std::sort(open.begin(), open.end());
  Cuts cuts;
  cuts.fill(QuantityRow::kNoBound);
  size_t reached = 0;
  auto a = sure.begin();
  auto b = open.begin();
  while (a != sure.end() || b != open.end()) {
    const bool is_sure = b == open.end() || (a != sure.end() && *a <= *b);
    const int64_t number = is_sure ? *a++ : *b++;
    const auto smaller = tenths(static_cast<size_t>(a - sure.begin()),
                                static_cast<size_t>(b - open.begin()));
    while (reached < std::min<size_t>(smaller, kMost - 1))
      cuts[reached++] = number;
  }
  return cuts;
}

uint8_t PointsOf(int64_t number, const Cuts& cuts) {
  uint8_t points = 1;
  for (const int64_t cut : cuts)
    points = static_cast<uint8_t>(points + (number > cut ? 1 : 0));
  return points;
}

// The ends of the numbers that count, and of those that may; upper ends only of
// numbers that have one.
struct Ends {
  std::vector<int64_t> lows;
  std::vector<int64_t> highs;
  std::vector<int64_t> open_lows;
  std::vector<int64_t> open_highs;
};

// Whether what counts as one is a member: a combined code is when one of its
// occupations is.
std::vector<Outcome> JoinedMembers(const QuantityRow& row,
                                   absl::Span<const Outcome> members) {
  std::vector<Outcome> joined(members.begin(), members.end());
  if (members.empty() || row.counted_as.empty()) return joined;
  for (size_t i = 0; i < joined.size(); ++i) {
    const OccupationIndex first = row.counted_as[i];
    if (first != i && row.Has(i, QuantityRow::kKnown))
      joined[first] = AtLeast(1, {joined[first], members[i]});
  }
  return joined;
}

Ends EndsOf(const QuantityRow& row, const std::vector<Outcome>& members) {
  Ends ends;
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kCounts)) continue;
    const Outcome member = members.empty() ? Outcome::kPass : members[i];
    if (member == Outcome::kFail) continue;
    const bool is_sure = member == Outcome::kPass;
    (is_sure ? ends.lows : ends.open_lows).push_back(row.lows[i]);
    const int64_t high = row.highs.empty() ? row.lows[i] : row.highs[i];
    if (high != QuantityRow::kNoBound)
      (is_sure ? ends.highs : ends.open_highs).push_back(high);
  }
  return ends;
}

// For the most points: those that may be smaller count, and no others that need
// not.
Cuts LowCutsOf(const Ends& ends) {
  if (ends.open_lows.empty()) return CutsOf(ends.lows, ends.lows.size());
  const size_t sure = ends.lows.size();
  return CutsOf(ends.lows, ends.open_lows, [sure](size_t smaller, size_t open) {
    return (smaller + open) * 10 / (sure + open);
  });
}

// For the fewest points: only those that are smaller for certain are, and all
// others that may count do.
Cuts HighCutsOf(const Ends& ends) {
  if (ends.open_lows.empty()) return CutsOf(ends.highs, ends.lows.size());
  const size_t all = ends.lows.size() + ends.open_lows.size();
  return CutsOf(ends.highs, ends.open_highs,
                [all](size_t smaller, size_t open) {
                  return smaller == 0 ? 0 : smaller * 10 / (all - open);
                });
}

}  // namespace

DecileRow DecilesOf(const QuantityRow& row, absl::Span<const Outcome> members) {
  DecileRow deciles;
  deciles.exact = row.is_uniform() && !row.has_large;
  if (!deciles.exact) return deciles;
  const size_t count = row.marks.size();
  deciles.fewest.assign(count, 1);
  deciles.most.assign(count, kMost);
  if (row.lows.empty()) return deciles;
  const Ends ends = EndsOf(row, JoinedMembers(row, members));
  const Cuts above_lows = LowCutsOf(ends);
  const Cuts above_highs = row.highs.empty() && ends.open_lows.empty()
                               ? above_lows
                               : HighCutsOf(ends);
  for (size_t i = 0; i < count; ++i) {
    if (!row.Has(i, QuantityRow::kKnown)) continue;
    deciles.fewest[i] = PointsOf(row.lows[i], above_highs);
    const int64_t high = row.highs.empty() ? row.lows[i] : row.highs[i];
    deciles.most[i] = PointsOf(high, above_lows);
  }
  return deciles;
}

}  // namespace plumbline::alignment
