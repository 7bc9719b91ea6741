#include "services/alignment/domain/matching/nearest.h"

#include <vector>

namespace plumbline::alignment {

namespace {

// The places of the greatest numbers above 0, the greatest first; the first of
// equal ones.
std::vector<uint32_t> GreatestOf(absl::Span<const float> numbers, size_t kept) {
  std::vector<uint32_t> greatest;
  if (kept == 0) return greatest;
  greatest.reserve(kept + 1);
  float least = 0;
  for (uint32_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] <= least) continue;
    auto at = greatest.end();
    while (at != greatest.begin() && numbers[*(at - 1)] < numbers[i]) --at;
    greatest.insert(at, i);
    if (greatest.size() > kept) greatest.pop_back();
    if (greatest.size() == kept) least = numbers[greatest.back()];
  }
  return greatest;
}

float PowerOf(float number, int power) {
  double result = 1;
  for (int i = 0; i < power; ++i) result *= number;
  return static_cast<float>(result);
}

}  // namespace

void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row) {
  float sum = 1e-9f;
  for (const uint32_t at : GreatestOf(likeness, kept)) {
    const float weight = PowerOf(likeness[at], power);
    sum += weight;
    for (const CandidateIndex candidate : occupations(at))
      row[candidate] += weight;
  }
  for (float& value : row) value /= sum;
}

}  // namespace plumbline::alignment
