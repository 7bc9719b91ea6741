#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_STATISTIC_ERROR_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_STATISTIC_ERROR_H_

#include <cstdint>

#include "absl/types/span.h"
#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// "linear-statistic-1": the error of a statistic over occupations (the median
// of the occupations' medians, a weighted mean) that comes from the errors of
// the figures in it. The occupations are the whole of the scope and no sample
// of it, and their errors are taken as independent.

// The statistic's error, and what the correlation with a member needs.
struct StatisticError {
  Estimate estimate;
  // Of a quantile: the sum of the densities of the members' truths at it.
  double density = 0;
  // Members whose own error is unknown: they take part with their value alone,
  // as if exact.
  int32_t unknown_members = 0;
};

// The error of the `value` that is the median or another quantile of the
// members' values: linear and normal.
//
// With P_i the probability that the truth of member i is below `value` and f_i
// the density of its truth there, the count of truths below has the variance
// sum P_i (1 - P_i), and falls by sum f_i for each unit that the quantile
// rises: the standard error is the quotient of the count's standard deviation
// and the sum of densities. No member, or none whose error reaches the value,
// leaves the error unknown (kOutsideModel); so do more unknown members than
// known ones (kNoPublishedError). Does not allocate.
StatisticError QuantileError(int64_t value, absl::Span<const Estimate> members);

// The error of the `value` that is the mean of the members weighted by
// `weights` (as many, not below 0, one above 0): sqrt(sum w^2 s^2) / sum w.
StatisticError WeightedMeanError(int64_t value,
                                 absl::Span<const Estimate> members,
                                 absl::Span<const int64_t> weights);

// The correlation of the error of a quantile from QuantileError with that of
// one of its members: density_i / sum of densities is how far the quantile
// follows the member, times the member's standard error over the quantile's;
// at most 1. 0 when either is unknown.
double QuantileCorrelation(const StatisticError& quantile,
                           const Estimate& member);

// The same for a weighted mean: weight / sum of weights times the quotient of
// the standard errors.
double MeanCorrelation(const StatisticError& mean, const Estimate& member,
                       int64_t weight, int64_t sum_of_weights);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_STATISTIC_ERROR_H_
