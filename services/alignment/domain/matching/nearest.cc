#include "services/alignment/domain/matching/nearest.h"

#include <vector>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {

namespace {

// The first place from `at` on with more than that; `count` for none.
PLUMBLINE_ALSO_WIDE
uint32_t NextAbove(const float* numbers, uint32_t at, uint32_t count,
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

float PowerOf(float number, int power) {
  double result = 1;
  for (int i = 0; i < power; ++i) result *= number;
  return static_cast<float>(result);
}

}  // namespace

std::vector<uint32_t> PlacesOfGreatest(absl::Span<const float> numbers,
                                       size_t kept) {
  std::vector<uint32_t> greatest;
  if (kept == 0) return greatest;
  greatest.reserve(kept + 1);
  float least = 0;
  const auto count = static_cast<uint32_t>(numbers.size());
  for (uint32_t i = NextAbove(numbers.data(), 0, count, least); i < count;
       i = NextAbove(numbers.data(), i + 1, count, least)) {
    auto at = greatest.end();
    while (at != greatest.begin() && numbers[*(at - 1)] < numbers[i]) --at;
    greatest.insert(at, i);
    if (greatest.size() > kept) greatest.pop_back();
    if (greatest.size() == kept) least = numbers[greatest.back()];
  }
  return greatest;
}

void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row) {
  float sum = 1e-9f;
  for (const uint32_t at : PlacesOfGreatest(likeness, kept)) {
    const float weight = PowerOf(likeness[at], power);
    sum += weight;
    for (const CandidateIndex candidate : occupations(at))
      row[candidate] += weight;
  }
  for (float& value : row) value /= sum;
}

}  // namespace plumbline::alignment
