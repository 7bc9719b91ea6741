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

// What the things at `places` lead to: each of their occupations gets the
// thing's likeness to the power, as a share of all of them. `row` is 0 before.
void SpreadOver(absl::Span<const uint32_t> places,
                absl::Span<const float> likeness, int power,
                OccupationsAt occupations, absl::Span<float> row);

// The same of the `kept` likest things. Of equally like things the first;
// likeness of 0 or less says nothing.
void SpreadNearest(absl::Span<const float> likeness, size_t kept, int power,
                   OccupationsAt occupations, absl::Span<float> row);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_NEAREST_H_
