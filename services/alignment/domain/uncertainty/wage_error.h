#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_WAGE_ERROR_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_WAGE_ERROR_H_

#include <array>
#include <cstdint>

#include "services/alignment/domain/uncertainty/estimate.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::alignment {

// The wages of an occupation in a region as OEWS publishes them. Hourly or
// annual, but all of one kind: they are one number times 2,080.
struct WageProfile {
  // The 10th, 25th, 50th, 75th and 90th percentile, in cents.
  std::array<vocabulary::Figure, 5> percentiles{};
  // The relative standard error of the mean in thousandths of a percent
  // (Measure::kMeanWageRse).
  vocabulary::Figure mean_rse{};
};

// The percentiles of a WageProfile by their index.
inline constexpr std::array<int, 5> kWagePercentiles = {10, 25, 50, 75, 90};

// "oews-percentiles-1": the errors of the five percentiles, which OEWS does not
// publish.
//
// A monotone cubic (Fritsch and Carlson) through the logarithms of the five
// percentiles against the normal quantiles, straight beyond the outer two,
// gives the density f at a percentile and the distribution's coefficient of
// variation. That and the mean's relative standard error give the sample that a
// simple random one would need to be as exact, n = (CV / RSE)^2; the standard
// error of percentile p is sqrt(p (1 - p) / n) / f. Times kPercentileInflation
// it is the scale of a t distribution with 4 degrees of freedom on the log
// axis: fitted so that later releases fall where the model says.
//
// A bound (`#`) counts as its number in the fit of the spread only, which makes
// n smaller and errors larger. Unknown, with the reason: a figure that is no
// number or a bound; one that equals a neighbour or whose neighbour is a bound;
// profiles with a percentile missing, below 0 or in disorder, or without a
// relative standard error; a percentile with fewer than kLeastBeyond of the n
// observations beyond it.
std::array<Estimate, 5> PercentileErrors(const WageProfile& profile);

// The errors of the five without their figures: what is kept where the same
// wages are asked for by several rules.
struct PercentileScales {
  // Estimate::scale, where `why_unknown` is kKnown.
  std::array<double, 5> scales{};
  std::array<WhyUnknown, 5> why_unknown{};
};
PercentileScales PercentileScalesOf(const WageProfile& profile);
// The estimate of the published `figure` that stands at `index` of the five.
Estimate PercentileEstimate(const vocabulary::Figure& figure,
                            const PercentileScales& scales, size_t index);

// The same for one of them: `percentile` is 10, 25, 50, 75 or 90, and any other
// is kOutsideModel. The estimate's value is the published figure.
Estimate PercentileError(const WageProfile& profile, int percentile);

// "published-rse-1": the publisher's relative standard error (thousandths of a
// percent), for mean wages and for employment. Normal, on the linear axis. A
// printed 0.0 stands for anything below 0.05 % and counts as that; so does one
// in PercentileErrors.
Estimate PublishedError(const vocabulary::Figure& figure,
                        const vocabulary::Figure& rse);

// The error that a percentile's estimate has as one of the wage `years` after
// its reference month, once wages are carried forward by their common growth:
// occupations drift apart. For percentiles only; others come back unchanged.
Estimate Aged(const Estimate& percentile, double years);

// What the named model consists of besides its formula; docs/uncertainty.md
// says how each was found.
inline constexpr double kPercentileInflation = 1.15;
inline constexpr double kLeastBeyond = 3;
inline constexpr int64_t kLeastRse = 50;
// The scale by which occupations drift apart in a year, on the log axis.
inline constexpr double kWageDriftPerYear = 0.024;

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_WAGE_ERROR_H_
