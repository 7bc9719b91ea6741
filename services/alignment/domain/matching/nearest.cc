#include "services/alignment/domain/matching/nearest.h"

#include <cmath>

namespace plumbline::alignment {

namespace {

float PowerOf(float number, int power) {
  double result = 1;
  for (int i = 0; i < power; ++i) result *= number;
  return static_cast<float>(result);
}

}  // namespace

void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row) {
  const std::vector<uint32_t> nearest = PlacesOfGreatest(likeness, kept);
  float sum = 1e-9f;
  for (const uint32_t at : nearest) {
    const float weight = PowerOf(likeness[at], power);
    sum += weight;
    for (const CandidateIndex candidate : occupations(at))
      row[candidate] += weight;
  }
  // Most candidates got nothing. A share that is worked out stands as a
  // negative number until all are.
  for (const uint32_t at : nearest)
    for (const CandidateIndex candidate : occupations(at))
      if (row[candidate] > 0) row[candidate] = -(row[candidate] / sum);
  for (const uint32_t at : nearest)
    for (const CandidateIndex candidate : occupations(at))
      row[candidate] = std::abs(row[candidate]);
}

}  // namespace plumbline::alignment
