#include "services/alignment/domain/uncertainty/projection_error.h"

#include <cmath>
#include <cstddef>

namespace plumbline::alignment {
namespace {

constexpr size_t kSizes = 6;
// The smallest base employment of each size class after the first.
constexpr int64_t kSizeFloors[kSizes - 1] = {500, 1000, 5000, 20000, 100000};

// Scales on the log axis: `start` at once, for base years are re-estimated;
// `yearly` times the square root of the years.
struct Scales {
  double start;
  double yearly;
};

// By area, then by size class. One row each, from the back-test.
constexpr Scales kEmployment[3][kSizes] = {
    {{0, 0.170}, {0, 0.170}, {0, 0.170}, {0, 0.095}, {0, 0.080}, {0, 0.058}},
    {{0, 0.170}, {0, 0.170}, {0, 0.170}, {0, 0.125}, {0, 0.090}, {0, 0.058}},
    {{0.33, 0.08},
     {0.30, 0.08},
     {0.26, 0.08},
     {0.195, 0.08},
     {0.18, 0.08},
     {0.18, 0.08}}};
constexpr Scales kOpenings[3][kSizes] = {
    {{0, 0.200}, {0, 0.200}, {0, 0.200}, {0, 0.118}, {0, 0.110}, {0, 0.084}},
    {{0, 0.220}, {0, 0.220}, {0, 0.220}, {0, 0.152}, {0, 0.120}, {0, 0.091}},
    {{0.32, 0.10},
     {0.30, 0.10},
     {0.26, 0.10},
     {0.17, 0.10},
     {0.13, 0.10},
     {0.13, 0.10}}};

size_t SizeOf(int64_t employment) {
  size_t size = 0;
  while (size < kSizes - 1 && employment >= kSizeFloors[size]) ++size;
  return size;
}

double ScaleAfter(const Scales (&table)[3][kSizes],
                  const Projection& projection, double years) {
  const Scales& scales = table[static_cast<size_t>(projection.area)]
                              [SizeOf(projection.base_employment)];
  return std::sqrt(scales.start * scales.start +
                   scales.yearly * scales.yearly * years);
}

// An estimate whose value plus `origin` is a positive quantity that errs by
// `scale` on the log axis.
Estimate LogEstimate(const Projection& projection, int64_t value,
                     int64_t origin, double scale) {
  WhyUnknown why = WhyUnknown::kKnown;
  if (projection.base_employment <= 0 || value + origin <= 0) {
    why = WhyUnknown::kNotPositive;
  } else if (projection.horizon_years <= 0) {
    why = WhyUnknown::kOutsideModel;
  }
  if (why != WhyUnknown::kKnown) {
    return Unknown(value, ErrorModel::kProjections, why);
  }
  return {.value = value,
          .origin = origin,
          .scale = scale,
          .model = ErrorModel::kProjections,
          .shape = ErrorShape::kStudentT4,
          .log_axis = true,
          .why_unknown = WhyUnknown::kKnown};
}

double AtHorizon(const Projection& projection) {
  return EmploymentScale(projection, projection.horizon_years);
}

}  // namespace

double EmploymentScale(const Projection& projection, double years) {
  return ScaleAfter(kEmployment, projection, years);
}

double OpeningsRevisionScale(const Projection& projection, double years) {
  return ScaleAfter(kOpenings, projection, years);
}

Estimate ProjectedEmploymentError(const Projection& projection, int64_t jobs) {
  return LogEstimate(projection, jobs, 0, AtHorizon(projection));
}

Estimate EmploymentChangeError(const Projection& projection, int64_t jobs) {
  return LogEstimate(projection, jobs, projection.base_employment,
                     AtHorizon(projection));
}

Estimate GrowthError(const Projection& projection, int64_t milli_percent) {
  return LogEstimate(projection, milli_percent, 100000, AtHorizon(projection));
}

Estimate OpeningsError(const Projection& projection, int64_t openings) {
  return LogEstimate(
      projection, openings, 0,
      OpeningsRevisionScale(projection, projection.horizon_years / 3.0));
}

}  // namespace plumbline::alignment
