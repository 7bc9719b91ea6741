#include "services/alignment/domain/uncertainty/projection_error.h"

#include <cmath>

#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/probability.h"

namespace plumbline::alignment {
namespace {

Projection Of(ProjectionArea area, int64_t base) {
  return {.area = area, .base_employment = base, .horizon_years = 10};
}

TEST(EmploymentScaleTest, GrowsWithTheYearsAndShrinksWithTheSize) {
  for (const auto area : {ProjectionArea::kNation, ProjectionArea::kState,
                          ProjectionArea::kPartOfState}) {
    double smaller = 1e9;
    for (const int64_t base : {100, 700, 3000, 9000, 50000, 400000}) {
      const Projection projection = Of(area, base);
      EXPECT_LT(EmploymentScale(projection, 2), EmploymentScale(projection, 3));
      EXPECT_LE(EmploymentScale(projection, 10), smaller);
      smaller = EmploymentScale(projection, 10);
    }
  }
}

TEST(EmploymentScaleTest, IsLargerInSmallerPlaces) {
  for (const int64_t base : {700, 9000, 400000}) {
    EXPECT_LE(EmploymentScale(Of(ProjectionArea::kNation, base), 2),
              EmploymentScale(Of(ProjectionArea::kState, base), 2));
    EXPECT_LE(EmploymentScale(Of(ProjectionArea::kState, base), 1),
              EmploymentScale(Of(ProjectionArea::kPartOfState, base), 1));
  }
}

TEST(ProjectionErrorTest, GrowthAndChangeAndLevelSayTheSame) {
  const Projection projection = Of(ProjectionArea::kNation, 200000);
  // 200,000 to 220,000, against 206,000.
  const double level = ProbabilityAbove(
      ProjectedEmploymentError(projection, 220000), Exact(206000));
  EXPECT_NEAR(ProbabilityAbove(GrowthError(projection, 10000), Exact(3000)),
              level, 1e-14);
  EXPECT_NEAR(
      ProbabilityAbove(EmploymentChangeError(projection, 20000), Exact(6000)),
      level, 1e-14);
  EXPECT_GT(level, 0.5);
}

TEST(ProjectionErrorTest, AShrinkingOccupationMayGrow) {
  const Estimate growth =
      GrowthError(Of(ProjectionArea::kPartOfState, 300), -4000);
  const double p = ProbabilityAbove(growth, Exact(0));
  EXPECT_GT(p, 0.3);
  EXPECT_LT(p, 0.5);
}

TEST(OpeningsErrorTest, IsThatOfAThirdOfTheHorizon) {
  const Projection projection = Of(ProjectionArea::kState, 8000);
  const Estimate openings = OpeningsError(projection, 900);
  EXPECT_EQ(openings.scale, OpeningsRevisionScale(projection, 10 / 3.0));
  EXPECT_EQ(ErrorModelName(openings.model), "projection-backtest-1");
}

TEST(ProjectionErrorTest, NamesWhatItCannotSay) {
  const Projection projection = Of(ProjectionArea::kNation, 1000);
  EXPECT_EQ(OpeningsError(projection, 0).why_unknown, WhyUnknown::kNotPositive);
  EXPECT_EQ(GrowthError(projection, -100000).why_unknown,
            WhyUnknown::kNotPositive);
  EXPECT_EQ(
      ProjectedEmploymentError(Of(ProjectionArea::kNation, 0), 10).why_unknown,
      WhyUnknown::kNotPositive);
  Projection without_horizon = projection;
  without_horizon.horizon_years = 0;
  EXPECT_EQ(GrowthError(without_horizon, 10).why_unknown,
            WhyUnknown::kOutsideModel);
}

}  // namespace
}  // namespace plumbline::alignment
