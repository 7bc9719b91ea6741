#include "services/alignment/domain/uncertainty/wage_error.h"

#include <cmath>

#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;

constexpr double kZ[5] = {-1.2815515655446004, -0.6744897501960817, 0,
                          0.6744897501960817, 1.2815515655446004};
constexpr double kPi = 3.14159265358979323846;

// Wages whose logarithm is normal around that of `median` dollars.
WageProfile Lognormal(double median, double sigma, int64_t rse_milli_percent) {
  WageProfile profile;
  for (size_t i = 0; i < 5; ++i) {
    profile.percentiles[i] =
        Figure::Published(std::llround(100 * median * std::exp(sigma * kZ[i])));
  }
  profile.mean_rse = Figure::Published(rse_milli_percent);
  return profile;
}

// The standard error of percentile p of a lognormal sample with the mean's RSE:
// sigma sqrt(p (1 - p) / n) / density(z), n = (e^(sigma^2) - 1) / RSE^2.
double ClosedForm(double sigma, double rse, double p, double z) {
  const double n = (std::exp(sigma * sigma) - 1) / (rse * rse);
  const double density = std::exp(-z * z / 2) / std::sqrt(2 * kPi);
  return sigma * std::sqrt(p * (1 - p) / n) / density;
}

TEST(PercentileErrorsTest, AreThoseOfALognormalDistribution) {
  for (const double sigma : {0.1, 0.3, 0.5, 0.7}) {
    const auto errors = PercentileErrors(Lognormal(50000, sigma, 500));
    for (size_t i = 0; i < 5; ++i) {
      const double p = kWagePercentiles[i] / 100.0;
      EXPECT_EQ(errors[i].why_unknown, WhyUnknown::kKnown);
      EXPECT_NEAR(errors[i].scale / kPercentileInflation /
                      ClosedForm(sigma, 0.005, p, kZ[i]),
                  1, 0.01)
          << sigma << " " << p;
    }
  }
}

TEST(PercentileErrorsTest, NameTheModelAndItsShape) {
  const Estimate error = PercentileError(Lognormal(50000, 0.4, 1000), 50);
  EXPECT_EQ(error.value, 5000000);
  EXPECT_EQ(ErrorModelName(error.model), "oews-percentiles-1");
  EXPECT_EQ(error.shape, ErrorShape::kStudentT4);
  EXPECT_TRUE(error.log_axis);
}

TEST(PercentileErrorsTest, GrowWithTheMeansErrorInProportion) {
  const Estimate one = PercentileError(Lognormal(50000, 0.4, 1000), 25);
  const Estimate three = PercentileError(Lognormal(50000, 0.4, 3000), 25);
  EXPECT_NEAR(three.scale / one.scale, 3, 1e-12);
}

TEST(PercentileErrorsTest, AreRelativeToTheWages) {
  const Estimate annual = PercentileError(Lognormal(52000, 0.4, 1500), 75);
  const Estimate dozen = PercentileError(Lognormal(52000 * 12, 0.4, 1500), 75);
  EXPECT_NEAR(dozen.scale / annual.scale, 1, 1e-5);
  EXPECT_NEAR(StandardError(dozen) / StandardError(annual), 12, 1e-3);
}

TEST(PercentileErrorsTest, AreTheSameForOneAsForAll) {
  WageProfile profile = Lognormal(31000, 0.35, 4200);
  profile.percentiles[4] = Figure::TopCoded(23920000);
  const auto errors = PercentileErrors(profile);
  for (size_t i = 0; i < 5; ++i) {
    const Estimate one = PercentileError(profile, kWagePercentiles[i]);
    EXPECT_EQ(one.scale, errors[i].scale);
    EXPECT_EQ(one.why_unknown, errors[i].why_unknown);
  }
}

TEST(PercentileErrorsTest, AreUnknownWhereTheIntervalHasCollapsed) {
  WageProfile profile = Lognormal(50000, 0.4, 1000);
  profile.percentiles[4] = profile.percentiles[3];
  const auto errors = PercentileErrors(profile);
  EXPECT_EQ(errors[2].why_unknown, WhyUnknown::kKnown);
  EXPECT_EQ(errors[3].why_unknown, WhyUnknown::kCollapsed);
  EXPECT_EQ(errors[4].why_unknown, WhyUnknown::kCollapsed);
  EXPECT_EQ(StandardError(errors[4]), 0);
  // The spread that is left is smaller, and so the error that is known larger.
  EXPECT_GT(errors[2].scale,
            PercentileError(Lognormal(50000, 0.4, 1000), 50).scale);
}

TEST(PercentileErrorsTest, AreUnknownAtABoundAndBesideIt) {
  WageProfile profile = Lognormal(150000, 0.4, 1000);
  profile.percentiles[4] = Figure::TopCoded(23920000);
  const auto errors = PercentileErrors(profile);
  EXPECT_EQ(errors[2].why_unknown, WhyUnknown::kKnown);
  EXPECT_EQ(errors[3].why_unknown, WhyUnknown::kTopCoded);
  EXPECT_EQ(errors[4].why_unknown, WhyUnknown::kTopCoded);
  EXPECT_EQ(errors[4].value, 23920000);
}

TEST(PercentileErrorsTest, EveryCollapseOrBoundOnlyWidensOrHides) {
  const WageProfile whole = Lognormal(150000, 0.4, 1000);
  const auto known = PercentileErrors(whole);
  for (size_t cut = 1; cut < 5; ++cut) {
    WageProfile profile = whole;
    for (size_t i = cut; i < 5; ++i) {
      profile.percentiles[i] = Figure::TopCoded(profile.percentiles[cut].value);
    }
    const auto errors = PercentileErrors(profile);
    for (size_t i = 0; i < 5; ++i) {
      if (errors[i].known()) {
        EXPECT_GE(errors[i].scale, known[i].scale * 0.999) << cut << " " << i;
      } else {
        EXPECT_GE(i + 1, cut);
      }
    }
  }
}

TEST(PercentileErrorsTest, NameWhatIsMissing) {
  WageProfile profile = Lognormal(50000, 0.4, 1000);
  profile.mean_rse = Figure::Without(FigureStatus::kWithheld);
  EXPECT_EQ(PercentileError(profile, 50).why_unknown,
            WhyUnknown::kNoPublishedError);
  profile = Lognormal(50000, 0.4, 1000);
  profile.percentiles[0] = Figure::Without(FigureStatus::kWithheld);
  EXPECT_EQ(PercentileError(profile, 50).why_unknown,
            WhyUnknown::kPercentileMissing);
  EXPECT_EQ(PercentileError(profile, 10).why_unknown, WhyUnknown::kNoFigure);
  EXPECT_EQ(PercentileError(profile, 40).why_unknown,
            WhyUnknown::kOutsideModel);
  profile = Lognormal(50000, 0.4, 1000);
  std::swap(profile.percentiles[1], profile.percentiles[2]);
  EXPECT_EQ(PercentileError(profile, 90).why_unknown, WhyUnknown::kDisordered);
  profile.percentiles[0] = Figure::Published(0);
  EXPECT_EQ(PercentileError(profile, 90).why_unknown, WhyUnknown::kNotPositive);
}

TEST(PercentileErrorsTest, AreUnknownForTheTailsOfATinySample) {
  // An RSE of 12 % with a CV of 42 % is a sample of about 12.
  const auto errors = PercentileErrors(Lognormal(50000, 0.4, 12000));
  EXPECT_EQ(errors[0].why_unknown, WhyUnknown::kSampleTooSmall);
  EXPECT_EQ(errors[2].why_unknown, WhyUnknown::kKnown);
  EXPECT_EQ(errors[4].why_unknown, WhyUnknown::kSampleTooSmall);
}

TEST(PercentileErrorsTest, SurviveAbsurdWages) {
  WageProfile profile = Lognormal(50000, 0.4, 1000);
  profile.percentiles[0] = Figure::Published(1);
  profile.percentiles[4] = Figure::Published(int64_t{1} << 62);
  for (const Estimate& error : PercentileErrors(profile)) {
    EXPECT_TRUE(!error.known() || std::isfinite(error.scale));
  }
}

TEST(PublishedErrorTest, IsThePublishersOwn) {
  const Estimate mean =
      PublishedError(Figure::Published(6000000), Figure::Published(2500));
  EXPECT_NEAR(mean.scale, 150000, 1e-6);
  EXPECT_EQ(mean.shape, ErrorShape::kNormal);
  EXPECT_FALSE(mean.log_axis);
}

TEST(PublishedErrorTest, TakesAPrintedZeroForTheLargestThatPrintsAsZero) {
  const Estimate jobs =
      PublishedError(Figure::Published(1000000), Figure::Published(0));
  EXPECT_NEAR(jobs.scale, 500, 1e-9);
}

TEST(PublishedErrorTest, NamesWhatIsMissing) {
  const Figure rse = Figure::Published(1000);
  const Figure withheld = Figure::Without(FigureStatus::kWithheld);
  EXPECT_EQ(PublishedError(withheld, rse).why_unknown, WhyUnknown::kNoFigure);
  EXPECT_EQ(PublishedError(Figure::TopCoded(9), rse).why_unknown,
            WhyUnknown::kTopCoded);
  EXPECT_EQ(PublishedError(Figure::Published(9), withheld).why_unknown,
            WhyUnknown::kNoPublishedError);
}

TEST(AgedTest, AddsTheDriftOfTheYears) {
  const Estimate error = PercentileError(Lognormal(50000, 0.4, 1000), 50);
  EXPECT_EQ(Aged(error, 0).scale, error.scale);
  EXPECT_NEAR(Aged(error, 4).scale,
              std::hypot(error.scale, 2 * kWageDriftPerYear), 1e-12);
  EXPECT_EQ(Aged(Exact(5), 4).scale, 0);
}

}  // namespace
}  // namespace plumbline::alignment
