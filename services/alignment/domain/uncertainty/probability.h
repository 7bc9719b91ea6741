#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_PROBABILITY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_PROBABILITY_H_

#include <cstdint>

#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// What equality means when neither side errs: > or >=. With an error on either
// side it makes no difference.
enum class Tie : uint8_t { kFails, kPasses };

// The probability that the truth behind `a` is above the truth behind `b`, when
// their errors correlate by `correlation` (-1 to 1). NaN when either error is
// unknown.
//
// When either side errs on the log axis, logarithms are compared, with that
// side's origin (a's, when both have one); the other side's error is taken as
// relative. A benchmark at or below 0 is then certainly cleared. The error of
// the difference has the square root of
//   a.scale^2 + b.scale^2 - 2 correlation a.scale b.scale
// for its scale; it is t when either side is, whose tails are the heavier, else
// normal. Exact where both are normal; where a t side meets another the result
// is nearer to 1/2 than the true convolution's, that is, cautious.
//
// Bytes: the same inputs give the same double on every machine (arithmetic.h).
double ProbabilityAbove(const Estimate& a, const Estimate& b,
                        double correlation = 0, Tie tie = Tie::kFails);

// The same in thousandths, rounded to the nearest, halves up; kNotKnown when
// either error is unknown. What records keep: far from the benchmark it is
// found without a logarithm or a distribution function.
inline constexpr int32_t kNotKnown = -1;
int32_t ProbabilityMilli(const Estimate& a, const Estimate& b,
                         double correlation = 0, Tie tie = Tie::kFails);

// How the error of an occupation correlates with that of the row over all
// occupations of its region, when it has `part` of the region's `whole` jobs:
// the square root of the share. See docs/uncertainty.md for the derivation; 0
// when either is not above 0, 1 when the part is no smaller than the whole.
double PartWholeCorrelation(int64_t part, int64_t whole);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_PROBABILITY_H_
