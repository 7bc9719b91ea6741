#include "services/alignment/domain/scoring/quantities/benchmark.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/alignment/domain/scoring/quantities/measured.h"
#include "services/alignment/domain/scoring/quantities/population.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;

Interval MeanOf(const std::vector<Interval>& values) {
  Interval sum = Interval::Exactly({});
  for (const Interval& value : values) sum = Add(sum, value);
  const auto count = static_cast<Int128>(values.size());
  sum.low.denominator *= count;
  if (sum.high) sum.high->denominator *= count;
  return sum;
}

// The smallest value that the share of values do not exceed. Values without an
// upper bound come last among the upper bounds, so that both bounds of the
// result hold.
Interval PercentileOf(const std::vector<Interval>& values, int32_t milli) {
  const Int128 wanted =
      (static_cast<Int128>(values.size()) * milli + 99999) / 100000;
  const auto rank = static_cast<size_t>(wanted - 1);
  std::vector<Rational> lows;
  std::vector<Rational> highs;
  for (const Interval& value : values) {
    lows.push_back(value.low);
    if (value.high) highs.push_back(*value.high);
  }
  const auto less = [](const Rational& a, const Rational& b) {
    return Compare(a, b) < 0;
  };
  const auto at = [&](std::vector<Rational>* numbers) {
    const auto place = numbers->begin() + static_cast<ptrdiff_t>(rank);
    std::nth_element(numbers->begin(), place, numbers->end(), less);
    return *place;
  };
  Interval result{at(&lows), std::nullopt};
  if (rank < highs.size()) result.high = at(&highs);
  return result;
}

BenchmarkValue AcrossOccupations(const Edition& edition,
                                 const Quantity& quantity,
                                 const Benchmark& rule, RegionIndex place) {
  const Population population = PopulationIn(edition, quantity, place);
  BenchmarkValue benchmark;
  benchmark.occupation_count = static_cast<uint32_t>(population.values.size());
  benchmark.population_sha256 = base::Sha256Hex(population.text);
  benchmark.reference_period = population.reference_period;
  if (population.values.empty()) {
    benchmark.missing = FigureStatus::kNotPublished;
    return benchmark;
  }
  benchmark.value =
      rule.statistic == Benchmark::Statistic::kMean
          ? MeanOf(population.values)
          : PercentileOf(population.values, rule.percentile_milli);
  return benchmark;
}

BenchmarkValue AllOccupations(const Edition& edition, Quantity quantity,
                              const Benchmark& rule, RegionIndex place) {
  if (rule.measure != Measure::kUnspecified) quantity.measure = rule.measure;
  const Measured measured = MeasureAllOccupations(edition, quantity, place);
  BenchmarkValue benchmark;
  benchmark.value = measured.value;
  benchmark.missing = measured.missing;
  benchmark.cells.assign(measured.figures().begin(), measured.figures().end());
  if (measured.cells[0].cell)
    benchmark.reference_period =
        edition.ReferencePeriodOf(*measured.cells[0].cell);
  return benchmark;
}

BenchmarkValue Constant(const Quantity& quantity, int64_t value,
                        const std::string& year) {
  BenchmarkValue benchmark;
  benchmark.value = Interval::Exactly({value, quantity.is_ratio() ? 1000 : 1});
  benchmark.reference_period = year;
  return benchmark;
}

// The value of the place itself, or of the nearest larger region that has one.
BenchmarkValue TableValue(const Edition& edition, const Policy& policy,
                          const Quantity& quantity, const Benchmark& rule,
                          RegionIndex place) {
  BenchmarkValue benchmark;
  benchmark.missing = FigureStatus::kNotPublished;
  const auto table = std::find_if(
      policy.tables.begin(), policy.tables.end(),
      [&](const ValueTable& entry) { return entry.id == rule.name; });
  if (table == policy.tables.end()) return benchmark;
  std::vector<RegionIndex> places{place};
  const auto larger = edition.enclosing(place);
  places.insert(places.end(), larger.begin(), larger.end());
  for (const RegionIndex at : places) {
    const std::string region = edition.region_name(at);
    for (const ValueTable::Row& row : table->rows) {
      if (row.name != rule.row || row.region != region) continue;
      benchmark = Constant(quantity, row.value, table->year);
      benchmark.place = at;
      return benchmark;
    }
  }
  return benchmark;
}

BenchmarkValue Compute(const Edition& edition, const Policy& policy,
                       const Quantity& quantity, const Benchmark& rule,
                       RegionIndex place) {
  switch (rule.kind) {
    case Benchmark::Kind::kAllOccupations:
      return AllOccupations(edition, quantity, rule, place);
    case Benchmark::Kind::kAcrossOccupations:
      return AcrossOccupations(edition, quantity, rule, place);
    case Benchmark::Kind::kTableValue:
      return TableValue(edition, policy, quantity, rule, place);
    case Benchmark::Kind::kNamed:
      for (const NamedBenchmark& named : policy.benchmarks) {
        if (named.name == rule.name)
          return ComputeBenchmark(edition, policy, quantity, named.benchmark,
                                  place);
      }
      break;
    case Benchmark::Kind::kConstant:
    case Benchmark::Kind::kUnspecified:
      break;
  }
  return Constant(quantity, rule.value, rule.year);
}

}  // namespace

const Benchmark& InnermostOf(const Policy& policy, const Benchmark& benchmark) {
  if (benchmark.kind != Benchmark::Kind::kNamed) return benchmark;
  for (const NamedBenchmark& named : policy.benchmarks) {
    if (named.name == benchmark.name)
      return InnermostOf(policy, named.benchmark);
  }
  return benchmark;
}

BenchmarkValue ComputeBenchmark(const Edition& edition, const Policy& policy,
                                const Quantity& quantity, const Benchmark& rule,
                                RegionIndex place) {
  BenchmarkValue benchmark = Compute(edition, policy, quantity, rule, place);
  if (benchmark.value && rule.percent_milli != 0)
    benchmark.value = ShareOf(*benchmark.value, rule.percent_milli);
  if (!benchmark.place &&
      InnermostOf(policy, rule).kind != Benchmark::Kind::kConstant)
    benchmark.place = place;
  return benchmark;
}

}  // namespace plumbline::alignment
