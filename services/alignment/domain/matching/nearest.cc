#include "services/alignment/domain/matching/nearest.h"

#include <algorithm>
#include <cmath>

namespace plumbline::alignment {

void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row) {
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < likeness.size(); ++i)
    if (likeness[i] > 0) order.push_back(i);
  kept = std::min(kept, order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<ptrdiff_t>(kept), order.end(),
      [&](uint32_t a, uint32_t b) {
        return likeness[a] != likeness[b] ? likeness[a] > likeness[b] : a < b;
      });
  float sum = 1e-9f;
  for (size_t i = 0; i < kept; ++i) {
    const auto weight = static_cast<float>(std::pow(likeness[order[i]], power));
    sum += weight;
    for (const CandidateIndex candidate : occupations(order[i]))
      row[candidate] += weight;
  }
  for (float& value : row) value /= sum;
}

}  // namespace plumbline::alignment
