// Later OEWS releases against what "oews-percentiles-1" says of earlier ones.
//
// Two releases differ by the sampling error of both, by the growth that all
// wages share, which is taken off (the median over occupations), and by what
// occupations' wages really do beside it, which the model names as drift. Three
// years of panels stand behind every release, so that neighbours share some of
// their answers and differ less.

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/alignment/domain/uncertainty/wage_error.h"
#include "services/common/testing/files.h"
#include "tests/conformance/uncertainty/coverage.h"
#include "tests/conformance/uncertainty/published_figures.h"

namespace plumbline::uncertainty_backtest {
namespace {

using alignment::Estimate;
using alignment::WageProfile;
using vocabulary::Measure;

constexpr Measure kPercentiles[5] = {Measure::kAnnualP10, Measure::kAnnualP25,
                                     Measure::kAnnualMedian,
                                     Measure::kAnnualP75, Measure::kAnnualP90};

// Two releases; how their sampling errors correlate, and the drift of wages in
// a year of their time.
struct Pair {
  int earlier;
  int later;
  double correlation;
  double drift_per_year;
};

vocabulary::Figure FigureOf(const Cells& cells, Measure measure) {
  const auto it = cells.find(measure);
  return it == cells.end() ? vocabulary::Figure() : it->second;
}

WageProfile ProfileOf(const Cells& cells) {
  WageProfile profile;
  for (size_t i = 0; i < 5; ++i) {
    profile.percentiles[i] = FigureOf(cells, kPercentiles[i]);
  }
  profile.mean_rse = FigureOf(cells, Measure::kMeanWageRse);
  return profile;
}

// Two estimates of one figure.
struct Twins {
  Estimate earlier;
  Estimate later;
  double growth;
};

// Calls `estimate` for the rows that both releases have and keeps what is known
// in both; growth is what is left after the median.
template <typename EstimateOf>
std::vector<Twins> TwinsOf(const PublishedFigures& earlier,
                           const PublishedFigures& later, EstimateOf estimate) {
  std::vector<Twins> twins;
  std::vector<double> growths;
  for (const auto& [place, cells] : earlier.rows) {
    const auto it = later.rows.find(place);
    if (it == later.rows.end()) continue;
    const Estimate a = estimate(cells);
    const Estimate b = estimate(it->second);
    if (!a.known() || !b.known()) continue;
    growths.push_back(
        std::log(static_cast<double>(b.value) / static_cast<double>(a.value)));
    twins.push_back({a, b, growths.back()});
  }
  const auto middle =
      growths.begin() + static_cast<std::ptrdiff_t>(growths.size() / 2);
  std::nth_element(growths.begin(), middle, growths.end());
  for (Twins& twin : twins) twin.growth -= *middle;
  return twins;
}

double RelativeScale(const Estimate& estimate) {
  return estimate.log_axis
             ? estimate.scale
             : estimate.scale / static_cast<double>(estimate.value);
}

// The variance of the difference as the model has it, without drift.
double SamplingVariance(const Twins& twins, double correlation) {
  const double a = RelativeScale(twins.earlier);
  const double b = RelativeScale(twins.later);
  return a * a + b * b - 2 * correlation * a * b;
}

// The share of the predicted distribution below what came: the earlier figure
// carried forward by the common growth, with drift for its benchmark's error.
double ShareBelow(const Twins& twins, const Pair& pair) {
  Estimate difference = twins.earlier;
  difference.value = 1000000;
  difference.log_axis = true;
  const double years = pair.later - pair.earlier;
  difference.scale =
      std::sqrt(SamplingVariance(twins, pair.correlation) +
                pair.drift_per_year * pair.drift_per_year * years);
  return ProbabilityAbove(
      difference, alignment::Exact(std::llround(1e6 * std::exp(twins.growth))));
}

constexpr double kDriftNow = alignment::kWageDriftPerYear;
// Before the model-based estimates of May 2021 and the rise of prices.
constexpr double kDriftBefore = 0.010;
// The design's overlap before May 2021 is two thirds of the panels from one
// year to the next. Since then the estimates weigh answers by likeness and
// share less of their error; fitted on 2022 to 2023 and 2024.
constexpr double kDesignOverlap = 2.0 / 3;
constexpr double kOverlapAfterOneYear = 0.4;
constexpr double kOverlapAfterTwoYears = 0.3;

constexpr Pair kFitted[] = {
    {2018, 2019, kDesignOverlap, kDriftBefore},
    {2022, 2023, kOverlapAfterOneYear, kDriftNow},
    {2022, 2024, kOverlapAfterTwoYears, kDriftNow},
};
constexpr Pair kHeldOut[] = {
    {2019, 2020, kDesignOverlap, kDriftBefore},
    {2023, 2024, kOverlapAfterOneYear, kDriftNow},
    {2024, 2025, kOverlapAfterOneYear, kDriftNow},
    {2023, 2025, kOverlapAfterTwoYears, kDriftNow},
    {2022, 2025, 0, kDriftNow},
};

class WageBacktest : public ::testing::Test {
 protected:
  const PublishedFigures& Year(const std::filesystem::path& data, int year) {
    auto& figures = years_[year];
    if (figures.rows.empty()) figures = ReadOewsYear(data, year);
    return figures;
  }

  std::vector<Twins> Percentile(const std::filesystem::path& data,
                                const Pair& pair, int percentile) {
    return TwinsOf(Year(data, pair.earlier), Year(data, pair.later),
                   [&](const Cells& cells) {
                     return PercentileError(ProfileOf(cells), percentile);
                   });
  }

  Coverage Measured(const std::filesystem::path& data, const Pair& pair,
                    int percentile) {
    std::vector<double> shares;
    for (const Twins& twins : Percentile(data, pair, percentile)) {
      shares.push_back(ShareBelow(twins, pair));
    }
    return CoverageOf(shares);
  }

  void Expect(const std::filesystem::path& data, const Pair& pair, double below,
              double above) {
    for (const int percentile : alignment::kWagePercentiles) {
      ExpectCoverage(
          absl::StrCat("p", percentile, " ", pair.earlier, " to ", pair.later),
          Measured(data, pair, percentile), below, above);
    }
  }

 private:
  std::map<int, PublishedFigures> years_;
};

// What the parameters were taken from: the inflation that is left over when the
// model's own is in, and the drift for a year.
TEST_F(WageBacktest, TheInflationIsThatOfTheFittedPairs) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  for (const Pair& pair : kFitted) {
    double sum = 0;
    for (const int percentile : alignment::kWagePercentiles) {
      std::vector<Difference> differences;
      for (const Twins& twins : Percentile(data, pair, percentile)) {
        differences.push_back(
            {twins.growth, SamplingVariance(twins, pair.correlation)});
      }
      const Decomposition fit = Decompose(differences);
      std::printf("| p%d %d to %d | %.2f | %.4f |\n", percentile, pair.earlier,
                  pair.later, fit.inflation * alignment::kPercentileInflation,
                  fit.drift / std::sqrt(pair.later - pair.earlier));
      sum += fit.inflation / 5;
    }
    EXPECT_NEAR(sum, 1, 0.15) << pair.earlier << " to " << pair.later;
  }
}

TEST_F(WageBacktest, FittedPairsAreCovered) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  for (const Pair& pair : kFitted) Expect(data, pair, 8, 15);
}

TEST_F(WageBacktest, HeldOutReleasesAreCovered) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  for (const Pair& pair : kHeldOut) Expect(data, pair, 8, 20);
}

// Means carry the publisher's own error; how much the later release says that
// it leaves out.
TEST_F(WageBacktest, PublishedErrorsOfMeansAreTooSmallByAThirdToAHalf) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  for (const Pair& pair : {kFitted[0], kHeldOut[0], kHeldOut[4]}) {
    std::vector<Difference> differences;
    for (const Twins& twins :
         TwinsOf(Year(data, pair.earlier), Year(data, pair.later),
                 [](const Cells& cells) {
                   return alignment::PublishedError(
                       FigureOf(cells, Measure::kAnnualMean),
                       FigureOf(cells, Measure::kMeanWageRse));
                 })) {
      differences.push_back(
          {twins.growth, SamplingVariance(twins, pair.correlation)});
    }
    const Decomposition fit = Decompose(differences);
    std::printf("| mean %d to %d | %.2f | %.4f |\n", pair.earlier, pair.later,
                fit.inflation,
                fit.drift / std::sqrt(pair.later - pair.earlier));
    EXPECT_GT(fit.inflation, 1);
    EXPECT_LT(fit.inflation, 1.6);
  }
}

}  // namespace
}  // namespace plumbline::uncertainty_backtest
