#include "services/alignment/domain/uncertainty/ratio_error.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {
namespace {

// The scale as a part of the value; on the log axis it is one already, unless
// its origin makes a ratio of something else than the value.
double RelativeScale(const Estimate& estimate) {
  return estimate.log_axis && estimate.origin == 0
             ? estimate.scale
             : estimate.scale *
                   (estimate.log_axis
                        ? static_cast<double>(estimate.value + estimate.origin)
                        : 1.0) /
                   static_cast<double>(estimate.value);
}

}  // namespace

Estimate RatioError(const Estimate& numerator, const Estimate& denominator,
                    double correlation, int64_t units) {
  for (const Estimate* side : {&numerator, &denominator}) {
    if (!side->known())
      return Unknown(0, ErrorModel::kRatio, side->why_unknown);
    if (side->value <= 0)
      return Unknown(0, ErrorModel::kRatio, WhyUnknown::kNotPositive);
  }
  const double top = RelativeScale(numerator);
  const double bottom = RelativeScale(denominator);
  const double variance =
      top * top + bottom * bottom - 2 * correlation * top * bottom;
  Estimate ratio;
  ratio.value = ScaleRounded(numerator.value, units, denominator.value);
  ratio.scale = variance > 0 ? std::sqrt(variance) : 0;
  ratio.model = ErrorModel::kRatio;
  ratio.shape = IsStudent(numerator) || IsStudent(denominator)
                    ? ErrorShape::kStudentT4
                    : ErrorShape::kNormal;
  ratio.log_axis = true;
  return ratio;
}

double PercentileCorrelation(int p, int q) {
  const double low = std::min(p, q);
  const double high = std::max(p, q);
  return std::sqrt(low * (100 - high) / (high * (100 - low)));
}

double PartCorrelation(const Estimate& part, const Estimate& whole) {
  const double of_whole = StandardError(whole);
  if (of_whole <= 0) return 0;
  return std::min(StandardError(part) / of_whole, 1.0);
}

}  // namespace plumbline::alignment
