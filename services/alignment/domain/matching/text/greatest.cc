#include "services/alignment/domain/matching/text/greatest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

// So few numbers are ranked by counting.
constexpr size_t kFew = 128;
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

// Of each of `count` numbers how many are greater; `count` is a multiple of 8.
PLUMBLINE_ALSO_WIDE
void CountGreaterOfEach(const float* numbers, size_t count, uint32_t* greater) {
  using EightCounts = uint32_t __attribute__((vector_size(32)));
  for (size_t i = 0; i < count; i += kLanes) {
    Eight eight;
    Load(numbers + i, &eight);
    EightCounts above = {};
    // True is -1.
    for (size_t j = 0; j < count; ++j)
      above -= reinterpret_cast<EightCounts>(numbers[j] > eight);
    std::memcpy(greater + i, &above, sizeof(above));
  }
}

// The least of the `kept` greatest of as many numbers as there are columns.
float LeastOfGreatest(const float* numbers, size_t kept) {
  std::array<uint32_t, kColumns> greater;
  CountGreaterOfEach(numbers, kColumns, greater.data());
  float least = std::numeric_limits<float>::infinity();
  for (size_t i = 0; i < kColumns; ++i)
    least = greater[i] < kept ? std::min(least, numbers[i]) : least;
  return least;
}

// A number that each of the `kept` greatest exceeds, near the least of them, or
// 0: as many columns of the numbers have a greater one.
float BelowGreatest(absl::Span<const float> numbers, size_t kept) {
  if (kept > kColumns || numbers.size() < 2 * kColumns) return 0;
  std::array<float, kColumns> greatest;
  FillGreatestOfColumns(numbers.data(), numbers.size(), greatest.data());
  const float least = LeastOfGreatest(greatest.data(), kept);
  return least <= 0 ? 0 : std::nextafterf(least, 0);
}

// Writes the places of the numbers above `least` in order, of which there are
// as many as `places` has room for, but for one.
PLUMBLINE_ALSO_WIDE
void FindAbove(const float* numbers, uint32_t count, float least,
               uint32_t* places) {
  using Halves = int64_t __attribute__((vector_size(32)));
  uint32_t at = 0;
  for (; at + kColumns <= count; at += static_cast<uint32_t>(kColumns)) {
    Eight part[4];
#pragma GCC unroll 4
    for (size_t i = 0; i < 4; ++i) Load(numbers + at + i * kLanes, &part[i]);
    const Halves above =
        reinterpret_cast<Halves>((part[0] > least) | (part[1] > least) |
                                 (part[2] > least) | (part[3] > least));
    if ((above[0] | above[1] | above[2] | above[3]) == 0) continue;
    // Without a branch, which would be guessed wrong.
    for (uint32_t i = at; i < at + kColumns; ++i) {
      *places = i;
      places += numbers[i] > least ? 1 : 0;
    }
  }
  for (; at < count; ++at) {
    *places = at;
    places += numbers[at] > least ? 1 : 0;
  }
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

PLUMBLINE_ALSO_WIDE
void CountGreaterOfEach(const double* numbers, size_t count,
                        uint32_t* greater) {
  using FourCounts = int64_t __attribute__((vector_size(32)));
  for (size_t i = 0; i < count; i += 4) {
    FourDoubles four;
    Load(numbers + i, &four);
    FourCounts above = {};
    for (size_t j = 0; j < count; ++j) above -= numbers[j] > four;
    for (size_t k = 0; k < 4; ++k)
      greater[i + k] = static_cast<uint32_t>(above[k]);
  }
}

// Puts places in the order of their numbers, the greatest first, equal ones as
// they were: each of few goes where as many stand before it as are greater.
template <typename Number>
void Rank(absl::Span<const Number> numbers, std::vector<uint32_t>* places) {
  if (places->empty()) return;
  if (places->size() > kFew) {
    std::stable_sort(
        places->begin(), places->end(),
        [&](uint32_t a, uint32_t b) { return numbers[a] > numbers[b]; });
    return;
  }
  std::array<Number, kFew> few;
  std::array<uint32_t, kFew> before, at, equal_before = {};
  const size_t whole = (places->size() + kLanes - 1) / kLanes * kLanes;
  std::fill_n(few.begin(), whole, -std::numeric_limits<Number>::infinity());
  for (size_t i = 0; i < places->size(); ++i) {
    before[i] = (*places)[i];
    few[i] = numbers[before[i]];
  }
  CountGreaterOfEach(few.data(), whole, at.data());
  for (size_t i = 0; i < places->size(); ++i)
    (*places)[at[i] + equal_before[at[i]]++] = before[i];
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

std::vector<uint32_t> PlacesOfGreatest(absl::Span<const float> numbers,
                                       size_t kept) {
  if (kept == 0) return {};
  const float least = BelowGreatest(numbers, kept);
  const size_t above = CountAbove(numbers, least);
  std::vector<uint32_t> places(above + 1);
  FindAbove(numbers.data(), static_cast<uint32_t>(numbers.size()), least,
            places.data());
  places.resize(above);
  Rank(numbers, &places);
  places.resize(std::min(kept, above));
  return places;
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
  Rank(numbers, &reaching);
  std::copy_n(reaching.begin(), places->size(), places->begin());
}

}  // namespace plumbline::alignment
