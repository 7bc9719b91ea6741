#include "services/alignment/domain/uncertainty/arithmetic.h"

#include <cmath>

#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

TEST(LogTest, AgreesWithTheCLibrary) {
  for (double x = 1e-12; x < 1e15; x *= 1.0173) {
    EXPECT_NEAR(Log(x), std::log(x), 4e-16 * (1 + std::abs(std::log(x)))) << x;
  }
  EXPECT_EQ(Log(1), 0);
}

TEST(ExpTest, AgreesWithTheCLibrary) {
  for (double x = -700; x < 700; x += 0.377) {
    EXPECT_NEAR(Exp(x) / std::exp(x), 1, 1e-14) << x;
  }
  EXPECT_EQ(Exp(0), 1);
}

TEST(NormalCdfTest, AgreesWithTheErrorFunctionAndIsSymmetric) {
  for (double x = -9; x < 9; x += 0.0137) {
    const double expected = 0.5 * std::erfc(-x / std::sqrt(2.0));
    EXPECT_NEAR(NormalCdf(x), expected, 1e-14) << x;
    if (x > 0) {
      EXPECT_EQ(NormalCdf(x), 1 - NormalCdf(-x)) << x;
    }
  }
  EXPECT_EQ(NormalCdf(0), 0.5);
  for (double x = 9; x < 60; x += 0.1) EXPECT_NEAR(NormalCdf(-x), 0, 1e-18);
  EXPECT_EQ(NormalCdf(-40), 0);
  EXPECT_EQ(NormalCdf(40), 1);
}

TEST(NormalDensityTest, IsTheSlopeOfTheDistribution) {
  for (double x = -6; x < 6; x += 0.25) {
    const double slope = (NormalCdf(x + 1e-4) - NormalCdf(x - 1e-4)) / 2e-4;
    EXPECT_NEAR(NormalDensity(x), slope, 1e-8);
  }
}

// The quantiles of tables of the t distribution with 4 degrees of freedom.
TEST(StudentT4CdfTest, HasTheQuantilesOfTheTables) {
  EXPECT_EQ(StudentT4Cdf(0), 0.5);
  EXPECT_NEAR(StudentT4Cdf(0.741), 0.75, 1e-4);
  EXPECT_NEAR(StudentT4Cdf(1.533), 0.90, 1e-4);
  EXPECT_NEAR(StudentT4Cdf(2.132), 0.95, 1e-4);
  EXPECT_NEAR(StudentT4Cdf(2.776), 0.975, 1e-4);
  EXPECT_NEAR(StudentT4Cdf(4.604), 0.995, 1e-4);
  EXPECT_NEAR(StudentT4Cdf(8.610), 0.9995, 1e-6);
  EXPECT_EQ(StudentT4Cdf(1e12), 1);
  EXPECT_EQ(StudentT4Cdf(-1e12), 0);
}

TEST(StudentT4CdfTest, RisesAndIsSymmetric) {
  for (double x = 0; x < 50; x += 0.01) {
    EXPECT_LE(StudentT4Cdf(x), StudentT4Cdf(x + 0.01));
    EXPECT_NEAR(StudentT4Cdf(-x), 1 - StudentT4Cdf(x), 1e-16);
  }
}

TEST(ScaleRoundedTest, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(ScaleRounded(5, 1, 2), 3);
  EXPECT_EQ(ScaleRounded(-5, 1, 2), -3);
  EXPECT_EQ(ScaleRounded(100, 110, 100), 110);
  EXPECT_EQ(ScaleRounded(4'000'000'000'000'000'000, 2, 4),
            2'000'000'000'000'000'000);
}

}  // namespace
}  // namespace plumbline::alignment
