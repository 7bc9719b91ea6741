#include "tests/conformance/uncertainty/coverage.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "gtest/gtest.h"

namespace plumbline::uncertainty_backtest {
namespace {

// The logarithm of the t distribution's density but for a constant.
double LogLikelihood(const std::vector<Difference>& differences,
                     const Decomposition& parts) {
  double sum = 0;
  for (const Difference& difference : differences) {
    const double v = parts.inflation * parts.inflation * difference.variance +
                     parts.drift * parts.drift;
    sum -= 0.5 * std::log(v) +
           2.5 * std::log1p(difference.value * difference.value / (4 * v));
  }
  return sum;
}

}  // namespace

Coverage CoverageOf(const std::vector<double>& shares) {
  Coverage coverage;
  coverage.count = static_cast<int>(shares.size());
  for (size_t i = 0; i < 4; ++i) {
    const double tail = (100 - kIntervals[i]) / 200.0;
    const auto inside = std::count_if(
        shares.begin(), shares.end(),
        [&](double share) { return share >= tail && share <= 1 - tail; });
    coverage.percent[i] = 100.0 * static_cast<double>(inside) / coverage.count;
  }
  return coverage;
}

double FittedScale(const std::vector<double>& errors) {
  double scale = 0.1;
  for (int step = 0; step < 100; ++step) {
    double sum = 0;
    for (const double e : errors)
      sum += 5 * e * e / (4 + e * e / (scale * scale));
    scale = std::sqrt(sum / static_cast<double>(errors.size()));
  }
  return scale;
}

Decomposition Decompose(const std::vector<Difference>& differences) {
  Decomposition best = {1, 0.03};
  double height = LogLikelihood(differences, best);
  for (double step = 0.5; step > 0.002; step /= 2) {
    for (bool climbing = true; climbing;) {
      climbing = false;
      for (const double up : {1 + step, 1 / (1 + step)}) {
        for (const Decomposition& next :
             {Decomposition{best.inflation * up, best.drift},
              Decomposition{best.inflation, best.drift * up}}) {
          const double there = LogLikelihood(differences, next);
          if (there <= height) continue;
          height = there, best = next, climbing = true;
        }
      }
    }
  }
  return best;
}

void Print(const std::string& what, const Coverage& coverage) {
  std::printf("| %s | %d | %.1f | %.1f | %.1f | %.1f |\n", what.c_str(),
              coverage.count, coverage.percent[0], coverage.percent[1],
              coverage.percent[2], coverage.percent[3]);
}

void ExpectCoverage(const std::string& what, const Coverage& coverage,
                    double below, double above) {
  Print(what, coverage);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_GE(coverage.percent[i], kIntervals[i] - below) << what;
    EXPECT_LE(coverage.percent[i], kIntervals[i] + above) << what;
  }
}

}  // namespace plumbline::uncertainty_backtest
