#include "services/alignment/domain/matching/nearest.h"

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
  float sum = 1e-9f;
  for (const uint32_t at : PlacesOfGreatest(likeness, kept)) {
    const float weight = PowerOf(likeness[at], power);
    sum += weight;
    for (const CandidateIndex candidate : occupations(at))
      row[candidate] += weight;
  }
  // Most candidates got nothing, and dividing is dear.
  for (float& value : row)
    if (value != 0) value /= sum;
}

}  // namespace plumbline::alignment
