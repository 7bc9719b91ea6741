#include "services/alignment/domain/scoring/quantities/decile_row.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <tuple>

namespace plumbline::alignment {
namespace {

constexpr uint8_t kFewest = 1;
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

// The points of every number of a row, whatever else is there. Cut by cut, so
// that compilers make it an instruction for many.
template <typename Number>
void AddPoints(const Number* __restrict numbers, size_t count, const Cuts& cuts,
               uint8_t* __restrict points) {
  constexpr int64_t kLargest = std::numeric_limits<Number>::max() - 1;
  constexpr int64_t kLeast = std::numeric_limits<Number>::min();
  std::array<Number, std::tuple_size_v<Cuts>> own;
  for (size_t k = 0; k < own.size(); ++k)
    // Only what has no bound is above all cuts, and nothing above none.
    own[k] = cuts[k] == QuantityRow::kNoBound
                 ? std::numeric_limits<Number>::max()
                 : static_cast<Number>(std::clamp(cuts[k], kLeast, kLargest));
  for (size_t i = 0; i < count; ++i) {
    uint8_t sum = kFewest;
    for (const Number cut : own)
      sum = static_cast<uint8_t>(sum + (numbers[i] > cut ? 1 : 0));
    points[i] = sum;
  }
}

std::vector<uint8_t> PointsOf(const Numerators& numbers, size_t count,
                              const Cuts& cuts) {
  std::vector<uint8_t> points(count);
  numbers.Visit(
      [&](const auto* first) { AddPoints(first, count, cuts, points.data()); });
  return points;
}

// Any points where there is no number.
void SetUnknown(const std::vector<uint8_t>& marks, uint8_t any,
                std::vector<uint8_t>* points) {
  const uint8_t* __restrict known = marks.data();
  uint8_t* __restrict to = points->data();
  const size_t count = points->size();
  for (size_t i = 0; i < count; ++i)
    to[i] = (known[i] & QuantityRow::kKnown) != 0 ? to[i] : any;
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
  ends.lows.reserve(row.marks.size());
  if (!row.highs.empty()) ends.highs.reserve(row.marks.size());
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kCounts)) continue;
    const Outcome member = members.empty() ? Outcome::kPass : members[i];
    if (member == Outcome::kFail) continue;
    const bool is_sure = member == Outcome::kPass;
    (is_sure ? ends.lows : ends.open_lows).push_back(row.lows[i]);
    if (!row.highs.empty() && row.highs[i] != QuantityRow::kNoBound)
      (is_sure ? ends.highs : ends.open_highs).push_back(row.highs[i]);
  }
  if (row.highs.empty() && !ends.open_lows.empty()) {
    ends.highs = ends.lows;
    ends.open_highs = ends.open_lows;
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
  if (row.lows.empty()) {
    deciles.fewest.assign(count, kFewest);
    deciles.most.assign(count, kMost);
    return deciles;
  }
  const Ends ends = EndsOf(row, JoinedMembers(row, members));
  const bool is_exact = row.highs.empty() && ends.open_lows.empty();
  const Cuts above_lows = LowCutsOf(ends);
  deciles.fewest =
      PointsOf(row.lows, count, is_exact ? above_lows : HighCutsOf(ends));
  deciles.most = is_exact ? deciles.fewest
                          : PointsOf(row.highs.empty() ? row.lows : row.highs,
                                     count, above_lows);
  SetUnknown(row.marks, kFewest, &deciles.fewest);
  SetUnknown(row.marks, kMost, &deciles.most);
  return deciles;
}

}  // namespace plumbline::alignment
