#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_PROJECTION_ERROR_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_PROJECTION_ERROR_H_

#include <cstdint>

#include "services/alignment/domain/uncertainty/estimate.h"

namespace plumbline::alignment {

// Whose projection: errors grow as places shrink.
enum class ProjectionArea : uint8_t {
  kNation,
  kState,
  // Metropolitan areas, workforce areas and other parts of a state.
  kPartOfState,
};

// "projection-backtest-1": the errors of employment projections, which are
// published without any.
//
// All are t distributions with 4 degrees of freedom on the log axis, centred on
// the projection, with the scale
//   sqrt(a^2 + b^2 t)
// where t is the time in years since the base year and a and b depend on the
// kind of area and on the occupation's base employment there. They were fitted
// to ln(later base-year employment / employment interpolated between base and
// target year) over older vintages and checked on others.
// docs/uncertainty.md has the table and how often it held.
struct Projection {
  ProjectionArea area = ProjectionArea::kNation;
  // Jobs of the occupation in the base year; above 0.
  int64_t base_employment = 0;
  // From the base year to the target year; above 0.
  int32_t horizon_years = 10;
};

// The scale of ln(actual / projected) for employment `years` after the base.
double EmploymentScale(const Projection& projection, double years);

// Of openings: how far the openings that are projected `years` later lie from
// those projected now. There is no truth to compare with: openings are never
// observed.
double OpeningsRevisionScale(const Projection& projection, double years);

// Employment in the target year. `jobs` above 0.
Estimate ProjectedEmploymentError(const Projection& projection, int64_t jobs);

// The change from the base year to the target year, in jobs.
Estimate EmploymentChangeError(const Projection& projection, int64_t jobs);

// The growth from the base year to the target year, in thousandths of a percent
// and above -100 %.
Estimate GrowthError(const Projection& projection, int64_t milli_percent);

// Openings over the horizon, as total or as annual average. `openings` above 0.
//
// Derived, not observed. Openings are employment times the rate at which people
// leave occupations, plus growth; the spread of their revisions between
// vintages (OpeningsRevisionScale) covers both. The average of something that
// drifts over a horizon of H years is as uncertain as its value H / 3 years
// after the base, and that is the scale.
Estimate OpeningsError(const Projection& projection, int64_t openings);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_UNCERTAINTY_PROJECTION_ERROR_H_
