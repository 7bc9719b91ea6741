#include "services/alignment/domain/matching/text/greatest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

// Into this many columns numbers are dealt out.
constexpr size_t kColumns = 4 * kLanes;

// The greatest number of each column, 0 where none is greater.
PLUMBLINE_ALSO_WIDE
void FillGreatestOfColumns(const float* numbers, size_t count,
                           float* greatest) {
  Eight most[4] = {};
  for (size_t at = 0; at + kColumns <= count; at += kColumns)
    for (size_t i = 0; i < 4; ++i) {
      Eight eight;
      Load(numbers + at + i * kLanes, &eight);
      most[i] = eight > most[i] ? eight : most[i];
    }
  for (size_t i = 0; i < 4; ++i) Store(most[i], greatest + i * kLanes);
}

// The least of the `kept` greatest of as many numbers as there are columns.
PLUMBLINE_ALSO_WIDE
float LeastOfGreatest(const float* numbers, size_t kept) {
  std::array<uint32_t, kColumns> greater;
  for (size_t i = 0; i < kColumns; ++i) {
    uint32_t sum = 0;
    for (size_t j = 0; j < kColumns; ++j)
      sum += numbers[j] > numbers[i] ? 1 : 0;
    greater[i] = sum;
  }
  float least = numbers[0];
  bool is_first = true;
  for (size_t i = 0; i < kColumns; ++i) {
    if (greater[i] >= kept) continue;
    least = is_first ? numbers[i] : std::min(least, numbers[i]);
    is_first = false;
  }
  return least;
}

PLUMBLINE_ALSO_WIDE
uint32_t FindAbove(const float* numbers, uint32_t at, uint32_t count,
                   float least) {
  using Halves = int64_t __attribute__((vector_size(32)));
  for (; at + kColumns <= count; at += static_cast<uint32_t>(kColumns)) {
    Eight part[4];
#pragma GCC unroll 4
    for (size_t i = 0; i < 4; ++i) Load(numbers + at + i * kLanes, &part[i]);
    const Halves above =
        reinterpret_cast<Halves>((part[0] > least) | (part[1] > least) |
                                 (part[2] > least) | (part[3] > least));
    if ((above[0] | above[1] | above[2] | above[3]) != 0) break;
  }
  while (at < count && numbers[at] <= least) ++at;
  return at;
}

PLUMBLINE_ALSO_WIDE
size_t FindGreatest(const float* numbers, size_t count) {
  float greatest = numbers[0];
  size_t at = 0;
  if (count >= kLanes) {
    Eight most;
    Load(numbers, &most);
    for (at = kLanes; at + kLanes <= count; at += kLanes) {
      Eight eight;
      Load(numbers + at, &eight);
      most = eight > most ? eight : most;
    }
    for (size_t i = 0; i < kLanes; ++i) greatest = std::max(greatest, most[i]);
  }
  for (; at < count; ++at) greatest = std::max(greatest, numbers[at]);
  at = 0;
  while (numbers[at] != greatest) ++at;
  return at;
}

PLUMBLINE_ALSO_WIDE
size_t CountGreater(const float* numbers, size_t count, float least) {
  int32_t above = 0;
  for (size_t i = 0; i < count; ++i) above += numbers[i] > least ? 1 : 0;
  return static_cast<size_t>(above);
}

PLUMBLINE_ALSO_WIDE
size_t CountFrom(const double* numbers, size_t count, double least) {
  int64_t above = 0;
  for (size_t i = 0; i < count; ++i) above += numbers[i] >= least ? 1 : 0;
  return static_cast<size_t>(above);
}

// So few numbers are sorted as they are.
constexpr size_t kFew = 128;

// Of at least four numbers.
PLUMBLINE_ALSO_WIDE
void FindEnds(const double* numbers, size_t count, double* least,
              double* greatest) {
  FourDoubles low, high, four;
  Load(numbers, &low);
  high = low;
  for (size_t at = 4; at < count; at += 4) {
    Load(numbers + std::min(at, count - 4), &four);
    low = four < low ? four : low;
    high = four > high ? four : high;
  }
  *least = std::min({low[0], low[1], low[2], low[3]});
  *greatest = std::max({high[0], high[1], high[2], high[3]});
}

// Of each of `count` numbers how many are greater; `count` is a multiple of 4.
PLUMBLINE_ALSO_WIDE
void CountGreaterOfEach(const double* numbers, size_t count, int64_t* greater) {
  using FourCounts = int64_t __attribute__((vector_size(32)));
  for (size_t i = 0; i < count; i += 4) {
    FourDoubles four;
    Load(numbers + i, &four);
    FourCounts above = {};
    // True is -1.
    for (size_t j = 0; j < count; ++j) above -= numbers[j] > four;
    std::memcpy(greater + i, &above, sizeof(above));
  }
}

// Puts places in the order of their numbers, the greatest first, equal ones as
// they were: each goes where as many stand before it as are greater.
void RankFew(absl::Span<const double> numbers, std::vector<uint32_t>* places) {
  std::array<double, kFew> few;
  std::array<int64_t, kFew> at;
  std::array<uint32_t, kFew> equal_before = {};
  few.fill(-std::numeric_limits<double>::infinity());
  for (size_t i = 0; i < places->size(); ++i) few[i] = numbers[(*places)[i]];
  CountGreaterOfEach(few.data(), (places->size() + 3) / 4 * 4, at.data());
  const std::vector<uint32_t> before = *places;
  for (size_t i = 0; i < before.size(); ++i) {
    const auto rank = static_cast<size_t>(at[i]);
    (*places)[rank + equal_before[rank]++] = before[i];
  }
}

// What at least `kept` of the numbers reach, and few more where they differ:
// between the least and the greatest by halves.
double LeastOfFirst(absl::Span<const double> numbers, size_t kept) {
  constexpr int kHalvings = 16;
  double from = -std::numeric_limits<double>::infinity();
  double to = 0;
  if (numbers.size() <= kFew) return from;
  FindEnds(numbers.data(), numbers.size(), &from, &to);
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = from + (to - from) / 2;
    const size_t count = CountFrom(numbers.data(), numbers.size(), middle);
    (count >= kept ? from : to) = middle;
    if (count >= kept && count <= kept + kept / 8) break;
  }
  return from;
}

}  // namespace

uint32_t NextAbove(const float* numbers, uint32_t at, uint32_t count,
                   float least) {
  return FindAbove(numbers, at, count, least);
}

size_t CountAbove(absl::Span<const float> numbers, float least) {
  return CountGreater(numbers.data(), numbers.size(), least);
}

size_t CountAbove(absl::Span<const double> numbers, double least) {
  return CountFrom(numbers.data(), numbers.size(),
                   std::nextafter(least, std::numeric_limits<double>::max()));
}

size_t PlaceOfGreatest(const float* numbers, size_t count) {
  return FindGreatest(numbers, count);
}

float BelowGreatest(absl::Span<const float> numbers, size_t kept) {
  if (kept > kColumns || numbers.size() < 2 * kColumns) return 0;
  std::array<float, kColumns> greatest;
  FillGreatestOfColumns(numbers.data(), numbers.size(), greatest.data());
  const float least = LeastOfGreatest(greatest.data(), kept);
  return least <= 0 ? 0 : std::nextafterf(least, 0);
}

std::vector<uint32_t> PlacesOfGreatest(absl::Span<const float> numbers,
                                       size_t kept) {
  std::vector<uint32_t> greatest;
  if (kept == 0) return greatest;
  greatest.reserve(kept + 1);
  float least = BelowGreatest(numbers, kept);
  const auto count = static_cast<uint32_t>(numbers.size());
  for (uint32_t i = NextAbove(numbers.data(), 0, count, least); i < count;
       i = NextAbove(numbers.data(), i + 1, count, least)) {
    auto at = greatest.end();
    while (at != greatest.begin() && numbers[*(at - 1)] < numbers[i]) --at;
    greatest.insert(at, i);
    if (greatest.size() > kept) greatest.pop_back();
    if (greatest.size() == kept)
      least = std::max(least, numbers[greatest.back()]);
  }
  return greatest;
}

void RankFirst(absl::Span<const double> numbers, size_t kept,
               std::vector<uint32_t>* places) {
  places->resize(std::min(kept, numbers.size()));
  if (places->empty()) return;
  const double least = LeastOfFirst(numbers, places->size());
  std::vector<uint32_t> reaching(numbers.size() + 1);
  size_t count = 0;
  for (uint32_t i = 0; i < numbers.size(); ++i) {
    reaching[count] = i;
    count += numbers[i] >= least ? 1 : 0;
  }
  reaching.resize(count);
  if (count <= kFew)
    RankFew(numbers, &reaching);
  else
    std::stable_sort(
        reaching.begin(), reaching.end(),
        [&](uint32_t a, uint32_t b) { return numbers[a] > numbers[b]; });
  std::copy_n(reaching.begin(), places->size(), places->begin());
}

}  // namespace plumbline::alignment
