#include "services/alignment/domain/matching/nearest.h"

namespace plumbline::alignment {

namespace {

float PowerOf(float number, int power) {
  double result = 1;
  for (int i = 0; i < power; ++i) result *= number;
  return static_cast<float>(result);
}

}  // namespace

void SpreadOver(absl::Span<const uint32_t> places,
                absl::Span<const float> likeness, int power,
                OccupationsAt occupations, absl::Span<float> row) {
  float sum = 1e-9f;
  for (const uint32_t at : places) sum += PowerOf(likeness[at], power);
  for (const uint32_t at : places) {
    const float share = PowerOf(likeness[at], power) / sum;
    for (const CandidateIndex candidate : occupations(at))
      row[candidate] += share;
  }
}

void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row) {
  SpreadOver(PlacesOfGreatest(likeness, kept), likeness, power, occupations,
             row);
}

}  // namespace plumbline::alignment
