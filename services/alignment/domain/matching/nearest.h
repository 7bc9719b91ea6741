#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NEAREST_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NEAREST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/text/greatest.h"
#include "services/alignment/domain/matching/text/nearest_titles.h"

namespace plumbline::alignment {

// The occupations of the thing at this place.
using OccupationsAt =
    absl::FunctionRef<const std::vector<CandidateIndex>&(size_t)>;

// What the `kept` likest things lead to: each of their occupations gets the
// thing's likeness to the power, as a share of all that are kept. Of equally
// like things the first; likeness of 0 or less says nothing. `row` is 0 before.
void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NEAREST_H_
