#include "services/alignment/domain/matching/text/greatest.h"

#include <algorithm>
#include <array>
#include <cmath>

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
  for (; at + kLanes <= count; at += static_cast<uint32_t>(kLanes)) {
    Eight eight;
    Load(numbers + at, &eight);
    const Halves above = reinterpret_cast<Halves>(eight > least);
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

}  // namespace

uint32_t NextAbove(const float* numbers, uint32_t at, uint32_t count,
                   float least) {
  return FindAbove(numbers, at, count, least);
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

}  // namespace plumbline::alignment
