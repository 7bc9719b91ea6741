#include "services/alignment/domain/uncertainty/probability.h"

#include <cmath>
#include <random>

#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/arithmetic.h"

namespace plumbline::alignment {
namespace {

Estimate Linear(int64_t value, double scale,
                ErrorShape shape = ErrorShape::kNormal) {
  return {.value = value,
          .scale = scale,
          .model = ErrorModel::kPublished,
          .shape = shape};
}

Estimate Logarithmic(int64_t value, double scale, int64_t origin = 0,
                     ErrorShape shape = ErrorShape::kStudentT4) {
  return {.value = value,
          .origin = origin,
          .scale = scale,
          .model = ErrorModel::kProjections,
          .shape = shape,
          .log_axis = true};
}

TEST(ProbabilityAboveTest, IsTheNormalDistributionsForAPublishedError) {
  EXPECT_NEAR(ProbabilityAbove(Linear(1196, 100), Exact(1000)), 0.975, 1e-4);
  EXPECT_NEAR(ProbabilityAbove(Linear(1000, 100), Exact(1000)), 0.5, 1e-15);
  // Both sides err: the difference has the error 5 of 3 and 4.
  EXPECT_NEAR(ProbabilityAbove(Linear(105, 3), Linear(100, 4)), 0.8413447,
              1e-7);
}

TEST(ProbabilityAboveTest, UsesTheCorrelation) {
  // Var = 9 + 16 - 2 * 0.5 * 12 = 13.
  EXPECT_NEAR(ProbabilityAbove(Linear(105, 3), Linear(100, 4), 0.5),
              NormalCdf(5 / std::sqrt(13.0)), 1e-15);
  // The same truth is never above itself by an error that both share.
  EXPECT_EQ(ProbabilityAbove(Linear(100, 3), Linear(100, 3), 1), 0);
}

TEST(ProbabilityAboveTest, ComparesLogarithmsOnTheLogAxis) {
  const Estimate openings = Logarithmic(200, 0.25);
  EXPECT_NEAR(ProbabilityAbove(openings, Exact(100)),
              StudentT4Cdf(std::log(2.0) / 0.25), 1e-14);
  EXPECT_EQ(ProbabilityAbove(openings, Exact(0)), 1);
  EXPECT_EQ(ProbabilityAbove(openings, Exact(-5)), 1);
}

TEST(ProbabilityAboveTest, TakesTheOriginOfAGrowthIntoAccount) {
  // A growth of 5 % against one of -2 %, in thousandths of a percent.
  const Estimate growth = Logarithmic(5000, 0.1, 100000);
  EXPECT_NEAR(ProbabilityAbove(growth, Exact(-2000)),
              StudentT4Cdf(std::log(105.0 / 98.0) / 0.1), 1e-14);
  EXPECT_EQ(ProbabilityAbove(growth, Exact(-100000)), 1);
}

TEST(ProbabilityAboveTest, TakesALinearErrorAsRelativeOnTheLogAxis) {
  const Estimate median = Logarithmic(5000, 0.03);
  const Estimate mean = Linear(5000, 200);
  EXPECT_NEAR(ProbabilityAbove(Scaled(median, 11, 10), mean),
              StudentT4Cdf(std::log(1.1) / 0.05), 1e-12);
}

TEST(ProbabilityAboveTest, IsCertainWithoutErrors) {
  EXPECT_EQ(ProbabilityAbove(Exact(5), Exact(4)), 1);
  EXPECT_EQ(ProbabilityAbove(Exact(4), Exact(5)), 0);
  EXPECT_EQ(ProbabilityAbove(Exact(4), Exact(4)), 0);
  EXPECT_EQ(ProbabilityAbove(Exact(4), Exact(4), 0, Tie::kPasses), 1);
  EXPECT_EQ(ProbabilityMilli(Exact(4), Exact(4), 0, Tie::kPasses), 1000);
}

TEST(ProbabilityAboveTest, IsUnknownWhenAnErrorIs) {
  const Estimate unknown =
      Unknown(900, ErrorModel::kWagePercentiles, WhyUnknown::kCollapsed);
  EXPECT_TRUE(std::isnan(ProbabilityAbove(unknown, Exact(1))));
  EXPECT_TRUE(std::isnan(ProbabilityAbove(Exact(1), unknown)));
  EXPECT_EQ(ProbabilityMilli(unknown, Exact(1)), kNotKnown);
  EXPECT_EQ(ProbabilityMilli(Exact(1), unknown), kNotKnown);
}

// Random pairs of every axis and shape.
class RandomPairsTest : public ::testing::Test {
 protected:
  Estimate Next() {
    const int64_t value = 1000 + static_cast<int64_t>(random_() % 3000);
    const double relative = 0.001 * static_cast<double>(1 + random_() % 300);
    const ErrorShape shape =
        random_() % 2 == 0 ? ErrorShape::kNormal : ErrorShape::kStudentT4;
    if (random_() % 2 == 0) return Logarithmic(value, relative, 0, shape);
    return Linear(value, relative * static_cast<double>(value), shape);
  }
  std::mt19937 random_{7};
};

TEST_F(RandomPairsTest, AMilliIsTheRoundedProbability) {
  for (int i = 0; i < 20000; ++i) {
    const Estimate a = Next();
    const Estimate b = i % 3 == 0 ? Exact(Next().value) : Next();
    const double p = ProbabilityAbove(a, b, 0.2);
    EXPECT_EQ(ProbabilityMilli(a, b, 0.2), std::floor(p * 1000 + 0.5))
        << a.value << " " << b.value;
  }
}

TEST_F(RandomPairsTest, TheTwoSidesAddUpToOne) {
  for (int i = 0; i < 5000; ++i) {
    const Estimate a = Next();
    const Estimate b = Next();
    EXPECT_NEAR(ProbabilityAbove(a, b, 0.3) + ProbabilityAbove(b, a, 0.3), 1,
                1e-12);
  }
}

TEST_F(RandomPairsTest, FallsAsTheBenchmarkRises) {
  for (int i = 0; i < 300; ++i) {
    const Estimate a = Next();
    double last = 1;
    for (int64_t benchmark = 100; benchmark < 8000; benchmark += 37) {
      const double p = ProbabilityAbove(a, Exact(benchmark));
      EXPECT_LE(p, last);
      last = p;
    }
  }
}

TEST(ScaledTest, MovesTheErrorWithTheValue) {
  const Estimate linear = Scaled(Linear(1000, 50), 110, 100);
  EXPECT_EQ(linear.value, 1100);
  EXPECT_NEAR(linear.scale, 55, 1e-12);
  const Estimate log = Scaled(Logarithmic(1000, 0.1), 110, 100);
  EXPECT_EQ(log.value, 1100);
  EXPECT_EQ(log.scale, 0.1);
  EXPECT_NEAR(StandardError(log), 110 * std::sqrt(2.0), 1e-9);
}

TEST(PartWholeCorrelationTest, IsTheRootOfTheShare) {
  EXPECT_EQ(PartWholeCorrelation(25, 10000), 0.05);
  EXPECT_EQ(PartWholeCorrelation(100, 100), 1);
  EXPECT_EQ(PartWholeCorrelation(0, 100), 0);
  EXPECT_EQ(PartWholeCorrelation(10, 0), 0);
}

}  // namespace
}  // namespace plumbline::alignment
