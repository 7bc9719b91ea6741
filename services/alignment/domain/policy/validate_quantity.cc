#include "services/alignment/domain/policy/validate_quantity.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;
using vocabulary::TraitsOf;
using vocabulary::Unit;

void CheckMeasure(Measure measure, const std::string& here, const char* role,
                  Problems* problems) {
  if (TraitsOf(measure).measure == Measure::kUnspecified)
    problems->Say(here, absl::StrCat("The ", role,
                                     " is not a measure that is known; "
                                     "docs/policies.md lists them."));
}

void CheckRatio(const Quantity& quantity, const std::string& here,
                Problems* problems) {
  CheckMeasure(quantity.denominator, here, "divisor", problems);
  if (IsLevel(quantity.measure) || IsLevel(quantity.denominator))
    problems->Say(here,
                  "Levels cannot be divided; compare them, or use one_of.");
}

void CheckShare(const Quantity& quantity, const std::string& here,
                Problems* problems) {
  if (TraitsOf(quantity.measure).unit != Unit::kJobs)
    problems->Say(here,
                  "Only counts of jobs and openings have a share of all "
                  "occupations; for wages use a ratio.");
}

void CheckYearlyGrowth(const Quantity& quantity, const std::string& here,
                       Problems* problems) {
  if (quantity.method != Quantity::YearlyMethod::kAverage &&
      quantity.method != Quantity::YearlyMethod::kCompound)
    problems->Say(here,
                  "The growth does not say how it is made yearly; choose "
                  "AVERAGE or COMPOUND, since they differ.");
}

void CheckDescriptorCount(const Quantity& quantity, const std::string& here,
                          Problems* problems) {
  if (quantity.element_prefix.empty())
    problems->Say(here,
                  "The count names no O*NET elements; write the beginning of "
                  "their ids, as in 2.A for basic skills.");
  if (quantity.scale != "IM" && quantity.scale != "LV")
    problems->Say(here, "The scale is neither IM (importance) nor LV (level).");
  if (quantity.minimum < 0 || quantity.minimum > 700)
    problems->Say(here,
                  "The least rating is not from 0 to 7; write 3.00 as 300.");
}

void CheckAllOccupations(const Quantity& quantity, const Benchmark& benchmark,
                         const std::string& here, Problems* problems) {
  const Measure measure = benchmark.measure;
  if (IsLevel(quantity))
    problems->Say(here,
                  "Publishers give no level for all occupations together; "
                  "compare with a constant, or use one_of.");
  if (quantity.kind == Quantity::Kind::kDescriptorCount)
    problems->Say(here,
                  "O*NET rates no row for all occupations; compare the count "
                  "with a constant.");
  if (measure == Measure::kUnspecified) return;
  CheckMeasure(measure, here, "benchmark's measure", problems);
  if (quantity.kind != Quantity::Kind::kMeasure)
    problems->Say(here,
                  "A ratio is compared with the same ratio of all occupations; "
                  "leave the benchmark's measure unset.");
  else if (TraitsOf(measure).unit != TraitsOf(quantity.measure).unit)
    problems->Say(
        here, absl::StrCat(TraitsOf(quantity.measure).name, " and ",
                           TraitsOf(measure).name,
                           " are in different units and cannot be compared; "
                           "compare hourly with hourly and annual with "
                           "annual."));
}

void CheckAcross(const Quantity& quantity, const Benchmark& benchmark,
                 const std::string& here, Problems* problems) {
  if (benchmark.statistic == Benchmark::Statistic::kMean) {
    if (quantity.is_ratio() || quantity.kind == Quantity::Kind::kShare)
      problems->Say(here,
                    "A mean of ratios is not supported; use a percentile: "
                    "50000 is the median.");
    return;
  }
  if (benchmark.statistic != Benchmark::Statistic::kPercentile)
    problems->Say(here, "The statistic is neither MEAN nor PERCENTILE.");
  else if (benchmark.percentile_milli < 1 ||
           benchmark.percentile_milli > 100000)
    problems->Say(here,
                  "The percentile is not above 0 and at most 100 %; write the "
                  "median as 50000 and the upper quartile as 75000.");
}

void CheckTableValue(const Policy& policy, const Quantity& quantity,
                     const Benchmark& benchmark, const std::string& here,
                     Problems* problems) {
  const auto table = std::find_if(
      policy.tables.begin(), policy.tables.end(),
      [&](const ValueTable& entry) { return entry.id == benchmark.name; });
  if (table == policy.tables.end()) {
    problems->Say(here, absl::StrCat("The policy has no table \"",
                                     benchmark.name, "\"; add it to tables."));
    return;
  }
  if (std::none_of(table->rows.begin(), table->rows.end(),
                   [&](const ValueTable::Row& row) {
                     return row.name == benchmark.row;
                   }))
    problems->Say(here, absl::StrCat("The table ", table->id, " has no row \"",
                                     benchmark.row, "\"."));
  if (TraitsOf(table->measure).unit != TraitsOf(quantity.shown_as()).unit)
    problems->Say(here, absl::StrCat("The table ", table->id, " is in ",
                                     TraitsOf(table->measure).name,
                                     "'s unit and cannot be compared with ",
                                     TraitsOf(quantity.shown_as()).name, "."));
}

// Follows names until a benchmark that has none. CheckNames finds cycles: here
// it only must not run around in one.
void CheckNamed(const Policy& policy, const Quantity& quantity,
                const Benchmark& benchmark, const std::string& here,
                Problems* problems) {
  const Benchmark* inner = &benchmark;
  for (size_t step = 0; step <= policy.benchmarks.size(); ++step) {
    const auto named = std::find_if(
        policy.benchmarks.begin(), policy.benchmarks.end(),
        [&](const NamedBenchmark& entry) { return entry.name == inner->name; });
    if (named == policy.benchmarks.end()) {
      problems->Say(here,
                    absl::StrCat("The policy has no benchmark \"", inner->name,
                                 "\"; add it to benchmarks."));
      return;
    }
    inner = &named->benchmark;
    if (inner->kind == Benchmark::Kind::kNamed) continue;
    CheckBenchmark(policy, quantity, *inner, here, problems);
    return;
  }
}

}  // namespace

bool IsLevel(Measure measure) { return TraitsOf(measure).unit == Unit::kLevel; }

bool IsLevel(const Quantity& quantity) {
  return quantity.kind == Quantity::Kind::kMeasure && IsLevel(quantity.measure);
}

void CheckQuantity(const Quantity& quantity, const std::string& here,
                   Problems* problems) {
  if (quantity.kind != Quantity::Kind::kDescriptorCount)
    CheckMeasure(quantity.measure, here, "quantity", problems);
  switch (quantity.kind) {
    case Quantity::Kind::kRatio:
      CheckRatio(quantity, here, problems);
      break;
    case Quantity::Kind::kShare:
      CheckShare(quantity, here, problems);
      break;
    case Quantity::Kind::kYearlyGrowth:
      CheckYearlyGrowth(quantity, here, problems);
      break;
    case Quantity::Kind::kDescriptorCount:
      CheckDescriptorCount(quantity, here, problems);
      break;
    case Quantity::Kind::kMeasure:
    case Quantity::Kind::kUnspecified:
      break;
  }
  if (quantity.horizon_years < 0 || quantity.horizon_years > 50)
    problems->Say(here, "The horizon is not a number of years from 0 to 50.");
}

void CheckBenchmark(const Policy& policy, const Quantity& quantity,
                    const Benchmark& benchmark, const std::string& here,
                    Problems* problems) {
  if (benchmark.percent_milli < 0 || benchmark.percent_milli > 10'000'000)
    problems->Say(here,
                  "The share of the benchmark is not between 0 and 10,000 %; "
                  "write 80 % as 80000.");
  switch (benchmark.kind) {
    case Benchmark::Kind::kConstant:
      if (benchmark.value < 0 && benchmark.percent_milli != 0)
        problems->Say(here, "A share of a negative number has no meaning.");
      return;
    case Benchmark::Kind::kAllOccupations:
      CheckAllOccupations(quantity, benchmark, here, problems);
      return;
    case Benchmark::Kind::kAcrossOccupations:
      CheckAcross(quantity, benchmark, here, problems);
      return;
    case Benchmark::Kind::kNamed:
      CheckNamed(policy, quantity, benchmark, here, problems);
      return;
    case Benchmark::Kind::kTableValue:
      CheckTableValue(policy, quantity, benchmark, here, problems);
      return;
    case Benchmark::Kind::kUnspecified:
      break;
  }
  problems->Say(here,
                "The clause compares with nothing; give the benchmark one of "
                "constant, all_occupations, across_occupations, named and "
                "table_value.");
}

}  // namespace plumbline::alignment
