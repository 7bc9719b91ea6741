#include "services/alignment/domain/uncertainty/estimate.h"

#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {

absl::string_view ErrorModelName(ErrorModel model) {
  switch (model) {
    case ErrorModel::kExact:
      return "exact";
    case ErrorModel::kPublished:
      return "published-rse-1";
    case ErrorModel::kWagePercentiles:
      return "oews-percentiles-1";
    case ErrorModel::kProjections:
      return "projection-backtest-1";
    case ErrorModel::kStatistic:
      return "linear-statistic-1";
    case ErrorModel::kRatio:
      return "ratio-delta-1";
  }
  return "";
}

absl::string_view WhyUnknownName(WhyUnknown why) {
  switch (why) {
    case WhyUnknown::kKnown:
      return "KNOWN";
    case WhyUnknown::kNoFigure:
      return "NO_FIGURE";
    case WhyUnknown::kTopCoded:
      return "TOP_CODED";
    case WhyUnknown::kCollapsed:
      return "COLLAPSED";
    case WhyUnknown::kPercentileMissing:
      return "PERCENTILE_MISSING";
    case WhyUnknown::kDisordered:
      return "DISORDERED";
    case WhyUnknown::kNoPublishedError:
      return "NO_PUBLISHED_ERROR";
    case WhyUnknown::kSampleTooSmall:
      return "SAMPLE_TOO_SMALL";
    case WhyUnknown::kNotPositive:
      return "NOT_POSITIVE";
    case WhyUnknown::kOutsideModel:
      return "OUTSIDE_MODEL";
  }
  return "";
}

Estimate Exact(int64_t value) { return {.value = value}; }

Estimate Unknown(int64_t value, ErrorModel model, WhyUnknown why) {
  Estimate estimate;
  estimate.value = value;
  estimate.model = model;
  estimate.why_unknown = why;
  return estimate;
}

double StandardError(const Estimate& estimate) {
  if (!estimate.known()) return 0;
  const double deviation = estimate.shape == ErrorShape::kStudentT4
                               ? estimate.scale * 1.4142135623730951
                               : estimate.scale;
  if (!estimate.log_axis) return deviation;
  return deviation * static_cast<double>(estimate.value + estimate.origin);
}

Estimate Scaled(const Estimate& estimate, int64_t numerator,
                int64_t denominator) {
  Estimate scaled = estimate;
  scaled.value = ScaleRounded(estimate.value, numerator, denominator);
  scaled.origin = ScaleRounded(estimate.origin, numerator, denominator);
  if (!estimate.log_axis) {
    scaled.scale *=
        static_cast<double>(numerator) / static_cast<double>(denominator);
  }
  return scaled;
}

}  // namespace plumbline::alignment
