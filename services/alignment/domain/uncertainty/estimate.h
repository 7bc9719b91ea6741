#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_ESTIMATE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_ESTIMATE_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace plumbline::alignment {

// Where an error comes from. Names carry a version: parameters of a named model
// never change, a better fit gets a new name. docs/uncertainty.md says what
// each states, how it was fitted and how often it held.
enum class ErrorModel : uint8_t {
  // A constant, or a value taken as exact.
  kExact,
  // "published-rse-1": the publisher's own relative standard error.
  kPublished,
  // "oews-percentiles-1": see wage_error.h.
  kWagePercentiles,
  // "projection-backtest-1": see projection_error.h.
  kProjections,
  // "linear-statistic-1": see statistic_error.h.
  kStatistic,
  // "ratio-delta-1": see ratio_error.h.
  kRatio,
};
absl::string_view ErrorModelName(ErrorModel model);

// Why a figure's error is not known. Unknown is never small and never 0.
enum class WhyUnknown : uint8_t {
  kKnown,
  // The figure itself is not a number: withheld, not published, ...
  kNoFigure,
  // The figure or its neighbour is a bound, not a number.
  kTopCoded,
  // The figure equals a neighbouring percentile: the interval has collapsed.
  kCollapsed,
  // A percentile beside the figure, or one that the spread needs, is missing.
  kPercentileMissing,
  // Percentiles descend.
  kDisordered,
  // The publisher prints no relative standard error to start from.
  kNoPublishedError,
  // The effective sample is too small for the percentile.
  kSampleTooSmall,
  // The figure is 0 or below where the model speaks of ratios.
  kNotPositive,
  // The model says nothing of such a figure.
  kOutsideModel,
};
// "TOP_CODED", ...; "KNOWN" for kKnown.
absl::string_view WhyUnknownName(WhyUnknown why);

// The shape of the error.
enum class ErrorShape : uint8_t {
  kNormal,
  // Student's t with 4 degrees of freedom times the scale: the back-tests'
  // tails are heavier than normal.
  kStudentT4,
};

// A figure and the distribution of the truth around it.
//
// On the linear axis the truth is value + scale * T; on the log axis
// ln(truth + origin) is ln(value + origin) + scale * T, with T standard normal
// or t. The origin makes a ratio of what can be negative: for a growth of
// `value` milli-percent it is 100,000, for a change of `value` jobs the base
// employment, else 0.
struct Estimate {
  int64_t value = 0;
  int64_t origin = 0;
  double scale = 0;
  ErrorModel model = ErrorModel::kExact;
  ErrorShape shape = ErrorShape::kNormal;
  bool log_axis = false;
  WhyUnknown why_unknown = WhyUnknown::kKnown;

  bool known() const { return why_unknown == WhyUnknown::kKnown; }
};

// Student's t and not the normal distribution; false for an exact number.
inline bool IsStudent(const Estimate& estimate) {
  return estimate.shape == ErrorShape::kStudentT4 && estimate.scale > 0;
}

// A constant: a threshold of a law, a poverty line.
Estimate Exact(int64_t value);

// An error that is not known.
Estimate Unknown(int64_t value, ErrorModel model, WhyUnknown why);

// The standard deviation of the error in the value's own unit: what a record
// prints. For the log axis that of a small error. A t distribution's is the
// square root of 2 times its scale. 0 for unknown errors.
double StandardError(const Estimate& estimate);

// The estimate times numerator / denominator, such as 110 % of a median:
// shape and reason stay. The denominator is above 0, the numerator not below.
Estimate Scaled(const Estimate& estimate, int64_t numerator,
                int64_t denominator);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_ESTIMATE_H_
