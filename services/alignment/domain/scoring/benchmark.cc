#include "services/alignment/domain/scoring/benchmark.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/scoring/measured.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;

// The occupations that have the quantity in a place, each printed row once.
struct Population {
  std::vector<Interval> values;
  // Codes and figures in the order of codes, for the digest.
  std::string text;
  std::string reference_period;
};

void AppendTo(Population* population, const Edition& edition,
              OccupationIndex occupation, const Measured& measured) {
  const CellFigure& first = measured.cells[0];
  const auto code = first.published_code.digits() != 0
                        ? first.published_code
                        : edition.occupation_code(occupation);
  absl::StrAppend(&population->text, code.digits());
  for (const CellFigure& cell : measured.figures())
    absl::StrAppend(&population->text, ":",
                    static_cast<int>(cell.figure.status), ":",
                    cell.figure.value, "/", cell.divisor);
  population->text.push_back('\n');
  population->values.push_back(*measured.value);
  if (first.cell)
    population->reference_period = std::max(
        population->reference_period, edition.ReferencePeriodOf(*first.cell));
}

Population PopulationIn(const Edition& edition, const Quantity& quantity,
                        RegionIndex place) {
  Population population;
  // A combined code stands for several occupations and counts once.
  std::set<std::pair<uint32_t, uint32_t>> combined;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const auto occupation = static_cast<OccupationIndex>(i);
    const Measured measured =
        MeasureWithin(edition, quantity, place, occupation);
    if (!measured.value) continue;
    const CellFigure& first = measured.cells[0];
    if (first.published_code.digits() != 0 && first.cell &&
        !combined.emplace(first.cell->table, first.cell->row).second)
      continue;
    AppendTo(&population, edition, occupation, measured);
  }
  return population;
}

Int128 GreatestCommonDivisor(Int128 a, Int128 b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a;
}

Rational Add(const Rational& a, const Rational& b) {
  const Int128 common = GreatestCommonDivisor(a.denominator, b.denominator);
  const Int128 scale_a = b.denominator / common;
  const Int128 scale_b = a.denominator / common;
  return {a.numerator * scale_a + b.numerator * scale_b,
          a.denominator * scale_a};
}

Interval MeanOf(const std::vector<Interval>& values) {
  Rational low;
  std::optional<Rational> high = Rational{};
  for (const Interval& value : values) {
    low = Add(low, value.low);
    if (high && value.high) high = Add(*high, *value.high);
    if (!value.high) high.reset();
  }
  const auto count = static_cast<Int128>(values.size());
  low.denominator *= count;
  if (high) high->denominator *= count;
  return {low, high};
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

BenchmarkValue AcrossOccupations(const Edition& edition, const Clause& clause,
                                 RegionIndex place) {
  const Population population = PopulationIn(edition, clause.quantity, place);
  BenchmarkValue benchmark;
  benchmark.occupation_count = static_cast<uint32_t>(population.values.size());
  benchmark.population_sha256 = base::Sha256Hex(population.text);
  benchmark.reference_period = population.reference_period;
  if (population.values.empty()) {
    benchmark.missing = FigureStatus::kNotPublished;
    return benchmark;
  }
  benchmark.value =
      clause.benchmark.statistic == Benchmark::Statistic::kMean
          ? MeanOf(population.values)
          : PercentileOf(population.values, clause.benchmark.percentile_milli);
  return benchmark;
}

BenchmarkValue AllOccupations(const Edition& edition, const Clause& clause,
                              RegionIndex place) {
  Quantity quantity = clause.quantity;
  if (clause.benchmark.measure != Measure::kUnspecified)
    quantity.measure = clause.benchmark.measure;
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

BenchmarkValue Constant(const Clause& clause) {
  BenchmarkValue benchmark;
  benchmark.value = Interval::Exactly(
      {clause.benchmark.value, clause.quantity.is_ratio() ? 1000 : 1});
  benchmark.reference_period = clause.benchmark.year;
  return benchmark;
}

}  // namespace

BenchmarkValue ComputeBenchmark(const Edition& edition, const Clause& clause,
                                RegionIndex place) {
  BenchmarkValue benchmark;
  switch (clause.benchmark.kind) {
    case Benchmark::Kind::kAllOccupations:
      benchmark = AllOccupations(edition, clause, place);
      break;
    case Benchmark::Kind::kAcrossOccupations:
      benchmark = AcrossOccupations(edition, clause, place);
      break;
    case Benchmark::Kind::kConstant:
    case Benchmark::Kind::kUnspecified:
      benchmark = Constant(clause);
      break;
  }
  if (benchmark.value && clause.benchmark.percent_milli != 0)
    benchmark.value = ShareOf(*benchmark.value, clause.benchmark.percent_milli);
  if (clause.benchmark.kind != Benchmark::Kind::kConstant)
    benchmark.place = place;
  return benchmark;
}

}  // namespace plumbline::alignment
