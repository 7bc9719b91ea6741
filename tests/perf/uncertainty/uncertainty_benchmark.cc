// The errors of wage profiles and the probabilities that they clear benchmarks,
// over as many as a full edition has.

#include <cmath>
#include <random>
#include <vector>

#include "benchmark/benchmark.h"
#include "services/alignment/domain/uncertainty/probability.h"
#include "services/alignment/domain/uncertainty/statistic_error.h"
#include "services/alignment/domain/uncertainty/wage_error.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kProfiles = 400000;

const std::vector<WageProfile>& Profiles() {
  static const std::vector<WageProfile> profiles = [] {
    constexpr double kZ[5] = {-1.28155, -0.67449, 0, 0.67449, 1.28155};
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<WageProfile> made(kProfiles);
    for (WageProfile& profile : made) {
      const double median = 3e6 * std::exp(1.2 * uniform(random));
      const double width = 0.2 + 0.4 * uniform(random);
      for (size_t i = 0; i < 5; ++i) {
        profile.percentiles[i] = vocabulary::Figure::Published(
            1000 * std::llround(median * std::exp(width * kZ[i]) / 1000));
      }
      profile.mean_rse = vocabulary::Figure::Published(
          100 * (5 + static_cast<int64_t>(60 * uniform(random))));
    }
    return made;
  }();
  return profiles;
}

std::vector<Estimate> Medians() {
  std::vector<Estimate> medians;
  medians.reserve(kProfiles);
  for (const WageProfile& profile : Profiles()) {
    medians.push_back(PercentileError(profile, 50));
  }
  return medians;
}

void BM_ErrorsOfMedians(benchmark::State& state) {
  Profiles();
  for (auto _ : state) {
    double sum = 0;
    for (const WageProfile& profile : Profiles()) {
      sum += PercentileError(profile, 50).scale;
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kProfiles));
}
BENCHMARK(BM_ErrorsOfMedians)->Unit(benchmark::kMillisecond);

void BM_ErrorsOfAllPercentiles(benchmark::State& state) {
  Profiles();
  for (auto _ : state) {
    double sum = 0;
    for (const WageProfile& profile : Profiles()) {
      sum += PercentileErrors(profile)[3].scale;
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kProfiles));
}
BENCHMARK(BM_ErrorsOfAllPercentiles)->Unit(benchmark::kMillisecond);

// Against the benchmark that most are far from, as in a region.
void BM_Probabilities(benchmark::State& state) {
  const std::vector<Estimate> medians = Medians();
  const Estimate benchmark = {.value = state.range(0) * 100000,
                              .scale = 20000,
                              .model = ErrorModel::kStatistic};
  for (auto _ : state) {
    int64_t sum = 0;
    for (const Estimate& median : medians) {
      sum += ProbabilityMilli(median, benchmark, 0.05);
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kProfiles));
}
// $56,000 is in the middle; $15,000 below all.
BENCHMARK(BM_Probabilities)->Arg(56)->Arg(15)->Unit(benchmark::kMillisecond);

void BM_MedianOverOccupations(benchmark::State& state) {
  std::vector<Estimate> medians = Medians();
  medians.resize(830);
  for (auto _ : state) {
    benchmark::DoNotOptimize(QuantileError(5600000, medians));
  }
}
BENCHMARK(BM_MedianOverOccupations)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace plumbline::alignment

BENCHMARK_MAIN();
