#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_GREATEST_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_GREATEST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace plumbline::alignment {

// How many numbers are greater than `least`.
size_t CountAbove(absl::Span<const float> numbers, float least);
size_t CountAbove(absl::Span<const double> numbers, double least);

// The first place of the greatest number, of which there is at least one.
size_t PlaceOfGreatest(const float* numbers, size_t count);

// The places of the greatest numbers above 0, at most `kept`, the greatest
// first; the first of equal ones.
std::vector<uint32_t> PlacesOfGreatest(absl::Span<const float> numbers,
                                       size_t kept);

// The places of the `kept` greatest numbers, the greatest first; by place among
// equals.
void RankFirst(absl::Span<const double> numbers, size_t kept,
               std::vector<uint32_t>* places);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_GREATEST_H_
