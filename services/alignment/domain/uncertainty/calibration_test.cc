// Populations whose truth is known, samples of them, published as OEWS does
// (percentiles to ten dollars, the mean's error to a tenth of a percent): the
// stated probabilities against how often they were right.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/alignment/domain/uncertainty/wage_error.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;

constexpr double kPi = 3.14159265358979323846;
constexpr double kZ[5] = {-1.2815515655446004, -0.6744897501960817, 0,
                          0.6744897501960817, 1.2815515655446004};

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
  double Between(double a, double b) { return a + (b - a) * Uniform(); }
  double Normal() {
    return std::sqrt(-2 * std::log(Uniform())) * std::cos(2 * kPi * Uniform());
  }

 private:
  uint64_t state_ = 20250501;
};

// Wages in dollars: ln wage = centre + width z + bend z^2 for a standard normal
// z.
struct Population {
  double centre;
  double width;
  double bend;
  double At(double z) const {
    return std::exp(centre + width * z + bend * z * z);
  }
};

Population NextPopulation(Random* random) {
  return {random->Between(10, 11.5), random->Between(0.2, 0.5),
          random->Between(-0.02, 0.03)};
}

std::vector<double> SampleOf(const Population& population, int size,
                             Random* random) {
  std::vector<double> wages;
  for (int i = 0; i < size; ++i) {
    wages.push_back(population.At(random->Normal()));
  }
  std::sort(wages.begin(), wages.end());
  return wages;
}

double PercentileOf(const std::vector<double>& sorted, int percent) {
  const double at = percent / 100.0 * static_cast<double>(sorted.size()) - 0.5;
  const size_t below = static_cast<size_t>(at);
  const double part = at - static_cast<double>(below);
  return sorted[below] * (1 - part) + sorted[below + 1] * part;
}

WageProfile Publish(const std::vector<double>& sorted) {
  WageProfile profile;
  for (size_t i = 0; i < 5; ++i) {
    const double wage = PercentileOf(sorted, kWagePercentiles[i]);
    profile.percentiles[i] = Figure::Published(1000 * std::llround(wage / 10));
  }
  double sum = 0, squares = 0;
  for (const double wage : sorted) sum += wage, squares += wage * wage;
  const double n = static_cast<double>(sorted.size());
  const double mean = sum / n;
  const double rse = std::sqrt((squares / n - mean * mean) / n) / mean;
  profile.mean_rse = Figure::Published(100 * std::llround(1000 * rse));
  return profile;
}

// How often what was said with a probability came true, by tenths of it.
struct Reliability {
  std::array<int, 10> said{};
  std::array<int, 10> came{};
  std::array<double, 10> stated{};

  void Add(double probability, bool true_above) {
    const size_t bin =
        std::min<size_t>(9, static_cast<size_t>(probability * 10));
    ++said[bin];
    stated[bin] += probability;
    if (true_above) ++came[bin];
  }
  double Stated(size_t bin) const { return stated[bin] / said[bin]; }
  double Came(size_t bin) const {
    return static_cast<double>(came[bin]) / said[bin];
  }
};

// Samples of populations, and for each percentile a benchmark near the truth,
// anywhere within three standard errors: what `adjust` makes of the model's
// estimate states a probability.
template <typename Adjust>
Reliability Simulate(Adjust adjust) {
  Random random;
  Reliability reliability;
  for (int run = 0; run < 6000; ++run) {
    const Population population = NextPopulation(&random);
    const int size = static_cast<int>(random.Between(60, 600));
    const WageProfile profile = Publish(SampleOf(population, size, &random));
    const double reach = 3 * 1.3 * population.width / std::sqrt(size);
    for (size_t i = 0; i < 5; ++i) {
      const Estimate estimate = PercentileError(profile, kWagePercentiles[i]);
      const double truth = 100 * population.At(kZ[i]);
      const int64_t benchmark =
          std::llround(truth * std::exp(random.Between(-reach, reach)));
      if (!estimate.known()) continue;
      reliability.Add(ProbabilityAbove(adjust(estimate), Exact(benchmark)),
                      truth > static_cast<double>(benchmark));
    }
  }
  return reliability;
}

// Without the inflation that real releases need, and normal: the formula alone,
// on the simple random samples that it assumes.
TEST(CalibrationTest, TheFormulaIsCalibratedOnSimpleSamples) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  const Reliability reliability = Simulate([](Estimate estimate) {
    estimate.shape = ErrorShape::kNormal;
    estimate.scale /= kPercentileInflation;
    return estimate;
  });
  for (size_t bin = 0; bin < 10; ++bin) {
    ASSERT_GT(reliability.said[bin], 1000);
    EXPECT_NEAR(reliability.Came(bin), reliability.Stated(bin), 0.03) << bin;
    std::printf("| %.3f | %.3f | %d |\n", reliability.Stated(bin),
                reliability.Came(bin), reliability.said[bin]);
  }
}

// As it is stated: wider than simple samples need, so that what is called
// probable comes at least as often.
TEST(CalibrationTest, TheModelIsNeverTooSure) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  const Reliability reliability =
      Simulate([](const Estimate& estimate) { return estimate; });
  for (size_t bin = 0; bin < 10; ++bin) {
    std::printf("| %.3f | %.3f | %d |\n", reliability.Stated(bin),
                reliability.Came(bin), reliability.said[bin]);
    if (bin < 5) {
      EXPECT_LT(reliability.Came(bin), reliability.Stated(bin) + 0.03);
    } else {
      EXPECT_GT(reliability.Came(bin), reliability.Stated(bin) - 0.03);
    }
  }
}

// A region whose occupations are samples of their own shares: the medians of a
// part and of all, as both vary.
TEST(CalibrationTest, APartCorrelatesWithItsWholeByTheRootOfItsShare) {
  PLUMBLINE_SKIP_FREQUENCIES_WHEN_SANITIZED();
  Random random;
  const Population population = {10.6, 0.4, 0};
  for (const int part : {30, 90}) {
    constexpr int kWhole = 300;
    double pp = 0, ww = 0, pw = 0;
    for (int run = 0; run < 6000; ++run) {
      std::vector<double> all = SampleOf(population, kWhole - part, &random);
      const std::vector<double> own = SampleOf(population, part, &random);
      all.insert(all.end(), own.begin(), own.end());
      std::sort(all.begin(), all.end());
      const double p = std::log(PercentileOf(own, 50)) - 10.6;
      const double w = std::log(PercentileOf(all, 50)) - 10.6;
      pp += p * p, ww += w * w, pw += p * w;
    }
    std::printf("| %d of %d | %.3f |\n", part, kWhole, pw / std::sqrt(pp * ww));
    EXPECT_NEAR(pw / std::sqrt(pp * ww), PartWholeCorrelation(part, kWhole),
                0.05);
  }
}

}  // namespace
}  // namespace plumbline::alignment
