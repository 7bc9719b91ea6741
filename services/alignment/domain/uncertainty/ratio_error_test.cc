// Quotients whose truth is known, of samples that err as stated: how often the
// stated intervals hold it.

#include "services/alignment/domain/uncertainty/ratio_error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::alignment {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr int64_t kUnits = 1'000'000;
constexpr int kTrials = 6000;

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
class Random {
 public:
  double Uniform() {
    state_ += 0x9E3779B97F4A7C15;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) /
           9007199254740992;
  }
  double Normal() {
    return std::sqrt(-2 * std::log(Uniform())) * std::cos(2 * kPi * Uniform());
  }

 private:
  uint64_t state_ = 20261122;
};

Estimate Erring(double value, double standard_error) {
  Estimate estimate;
  estimate.value = static_cast<int64_t>(std::llround(value));
  estimate.scale = standard_error;
  estimate.model = ErrorModel::kPublished;
  return estimate;
}

// How often the middle 50, 80 and 95 % hold the truth.
class Coverage {
 public:
  void Add(const Estimate& ratio, double truth) {
    const auto at = static_cast<int64_t>(std::llround(truth * kUnits));
    const double below = ProbabilityAbove(Exact(at), ratio);
    const double tail = std::min(below, 1 - below);
    ++count_;
    for (size_t i = 0; i < held_.size(); ++i)
      held_[i] += tail >= (1 - kLevels[i]) / 2 ? 1 : 0;
  }
  void ExpectStated(double tolerance) const {
    for (size_t i = 0; i < held_.size(); ++i)
      EXPECT_NEAR(Share(i), kLevels[i], tolerance);
  }
  double Share(size_t level) const {
    return static_cast<double>(held_[level]) / count_;
  }

 private:
  static constexpr std::array<double, 3> kLevels = {0.5, 0.8, 0.95};
  int count_ = 0;
  std::array<int, 3> held_ = {};
};

// Wages of ln wage = 10.8 + 0.4 z, and what a sample says of their quartiles.
constexpr double kWidth = 0.4;
constexpr double kQuartile = 0.6744897501960817;

double WageAt(double z) { return std::exp(10.8 + kWidth * z); }

// The standard error of a percentile whose z is given, of so many answers.
double PercentileErrorAt(double z, double share, int size) {
  const double density =
      std::exp(-z * z / 2) / std::sqrt(2 * kPi) / (kWidth * WageAt(z));
  return std::sqrt(share * (1 - share) / size) / density;
}

Coverage CoverageOfQuartiles(int size, double correlation) {
  Random random;
  Coverage coverage;
  std::vector<double> wages(static_cast<size_t>(size));
  for (int trial = 0; trial < kTrials; ++trial) {
    for (double& wage : wages) wage = WageAt(random.Normal());
    std::sort(wages.begin(), wages.end());
    const auto at = [&](double share) {
      return wages[static_cast<size_t>(share * size)];
    };
    coverage.Add(
        RatioError(Erring(at(0.75), PercentileErrorAt(kQuartile, 0.75, size)),
                   Erring(at(0.25), PercentileErrorAt(-kQuartile, 0.25, size)),
                   correlation, kUnits),
        WageAt(kQuartile) / WageAt(-kQuartile));
  }
  return coverage;
}

TEST(RatioErrorTest, IntervalsOfAQuotientOfQuartilesHoldAsOftenAsTheySay) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  CoverageOfQuartiles(401, PercentileCorrelation(75, 25)).ExpectStated(0.025);
}

TEST(RatioErrorTest, WithoutTheCorrelationTheyAreTooWide) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  const Coverage coverage = CoverageOfQuartiles(401, 0);
  EXPECT_GT(coverage.Share(0), 0.55);
  EXPECT_GT(coverage.Share(1), 0.85);
}

TEST(RatioErrorTest, IntervalsOfAShareHoldAsOftenAsTheySay) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  for (const double part : {500.0, 5'000.0, 40'000.0}) {
    const double rest = 60'000;
    const double part_error = part * 0.08;
    const double rest_error = rest * 0.02;
    Random random;
    Coverage coverage;
    for (int trial = 0; trial < kTrials; ++trial) {
      const double seen = part + part_error * random.Normal();
      const double all = seen + rest + rest_error * random.Normal();
      // What is published beside both: relative errors that are right.
      const Estimate top = Erring(seen, seen * 0.08);
      const Estimate whole =
          Erring(all, all / (part + rest) * std::hypot(part_error, rest_error));
      coverage.Add(RatioError(top, whole, PartCorrelation(top, whole), kUnits),
                   part / (part + rest));
    }
    coverage.ExpectStated(0.025);
  }
}

TEST(RatioErrorTest, IsUnknownWhereEitherSideIs) {
  const Estimate known = Erring(300, 10);
  const Estimate unknown =
      Unknown(200, ErrorModel::kPublished, WhyUnknown::kNoPublishedError);
  EXPECT_EQ(RatioError(known, unknown, 0, kUnits).why_unknown,
            WhyUnknown::kNoPublishedError);
  EXPECT_EQ(RatioError(unknown, known, 0, kUnits).why_unknown,
            WhyUnknown::kNoPublishedError);
  EXPECT_EQ(RatioError(known, Erring(0, 1), 0, kUnits).why_unknown,
            WhyUnknown::kNotPositive);
  EXPECT_EQ(ErrorModelName(RatioError(known, known, 0, kUnits).model),
            "ratio-delta-1");
}

TEST(RatioErrorTest, OfTheSameFigureTwiceIsCertain) {
  const Estimate figure = Erring(300, 10);
  const Estimate ratio = RatioError(figure, figure, 1, kUnits);
  EXPECT_EQ(ratio.value, kUnits);
  EXPECT_EQ(ratio.scale, 0);
}

TEST(PercentileCorrelationTest, IsThatOfOrderStatistics) {
  EXPECT_NEAR(PercentileCorrelation(25, 75), 1.0 / 3, 1e-15);
  EXPECT_NEAR(PercentileCorrelation(90, 10), 1.0 / 9, 1e-15);
  EXPECT_EQ(PercentileCorrelation(50, 50), 1);
}

}  // namespace
}  // namespace plumbline::alignment
