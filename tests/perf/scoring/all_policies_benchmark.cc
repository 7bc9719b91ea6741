// Every shipped policy x every region x every occupation of an edition of full
// releases with as many regions as all of OEWS has, compiled and evaluated.
// PLUMBLINE_DATA_DIR points at the releases.
// The numbers are in docs/performance.md.

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/clauses/outcome_table.h"
#include "services/common/testing/files.h"
#include "tests/conformance/policies/golden_world.h"

namespace plumbline::alignment {
namespace {

// The regions of an edition of all of OEWS: the releases at hand print fewer.
constexpr size_t kRegions = 430;

void AppendRow(FigureTableEntry* table, size_t row, uint32_t region) {
  table->regions.push_back(region);
  table->codes.push_back(table->codes[row]);
  table->levels.push_back(table->levels[row]);
  table->source_rows.push_back(table->source_rows[row]);
  for (FigureColumnEntry& column : table->columns) {
    column.values.push_back(column.values[row]);
    column.statuses.push_back(column.statuses[row]);
  }
}

// The edition with its regions below the nation repeated, figures and all.
std::shared_ptr<const Edition> Widened(const Edition& edition) {
  EditionTables tables = edition.tables();
  std::vector<size_t> below;
  for (size_t i = 0; i < tables.regions.size(); ++i) {
    if (tables.regions[i].parent >= 0) below.push_back(i);
  }
  std::vector<size_t> row_counts;
  for (const FigureTableEntry& table : tables.figure_tables)
    row_counts.push_back(table.codes.size());
  const size_t printed = tables.regions.size();
  for (size_t i = printed; i < kRegions; ++i) {
    RegionEntry region = tables.regions[below[(i - printed) % below.size()]];
    region.id += "-" + std::to_string(i);
    tables.regions.push_back(std::move(region));
  }
  for (size_t t = 0; t < row_counts.size(); ++t) {
    FigureTableEntry& table = tables.figure_tables[t];
    std::vector<std::vector<size_t>> rows(printed);
    for (size_t row = 0; row < row_counts[t]; ++row)
      rows[table.regions[row]].push_back(row);
    for (size_t i = printed; i < kRegions; ++i) {
      for (const size_t row : rows[below[(i - printed) % below.size()]])
        AppendRow(&table, row, static_cast<uint32_t>(i));
    }
  }
  return Edition::Create(std::move(tables)).value();
}

// An edition of the releases at hand, or one with as many regions as an edition
// of all of OEWS has.
enum class Breadth { kAtHand, kAllOfOews };

struct World {
  std::shared_ptr<const Edition> edition;
  std::vector<Policy> policies;
  std::vector<RegionIndex> regions;
};

// Without an edition when there are no full releases.
World MakeWorld(Breadth breadth) {
  World made;
  const auto data = plumbline::testing::FullDataDir();
  if (!data) return made;
  made.edition = GoldenEdition(*data).value();
  if (breadth == Breadth::kAllOfOews) made.edition = Widened(*made.edition);
  for (const std::string& file : ShippedPolicyFiles())
    made.policies.push_back(ReadShippedPolicy(file).value());
  for (size_t i = 0; i < made.edition->region_count(); ++i)
    made.regions.push_back(static_cast<RegionIndex>(i));
  return made;
}

const World& TheWorld(Breadth breadth = Breadth::kAllOfOews) {
  static const auto* const worlds = new std::array<World, 2>{
      MakeWorld(Breadth::kAtHand), MakeWorld(Breadth::kAllOfOews)};
  return (*worlds)[static_cast<size_t>(breadth)];
}

bool CanRun(benchmark::State& state) {
  if (TheWorld().edition != nullptr) return true;
  state.SkipWithError("PLUMBLINE_DATA_DIR names no full releases");
  return false;
}

void Count(benchmark::State& state, size_t policies,
           const World& world = TheWorld()) {
  state.counters["policies"] = static_cast<double>(policies);
  state.counters["regions"] = static_cast<double>(world.regions.size());
  state.counters["occupations"] =
      static_cast<double>(world.edition->occupation_count());
}

void EvaluateByRows(const std::vector<Policy>& policies,
                    benchmark::State& state, const World& world = TheWorld()) {
  for (auto _ : state) {
    QuantityRows rows(world.edition);
    OutcomeTable::Options options;
    options.with_records = false;
    options.rows = &rows;
    for (const Policy& policy : policies)
      benchmark::DoNotOptimize(OutcomeTable::Compute(
          BoundPolicy::Create(world.edition, policy).value(), world.regions,
          options));
  }
  Count(state, policies.size(), world);
}

void ByRows(benchmark::State& state) {
  if (CanRun(state)) EvaluateByRows(TheWorld().policies, state);
}
BENCHMARK(ByRows)->Unit(benchmark::kMillisecond)->MinTime(2);

// The same policies, each of which calls a pass and a fail only at nine to one:
// every comparison of estimates then rests on a probability.
std::vector<Policy> AtConfidence(std::vector<Policy> policies) {
  for (Policy& policy : policies) policy.confidence = {900, 100};
  return policies;
}

void ByRowsAtConfidence(benchmark::State& state) {
  if (CanRun(state)) EvaluateByRows(AtConfidence(TheWorld().policies), state);
}
BENCHMARK(ByRowsAtConfidence)->Unit(benchmark::kMillisecond)->MinTime(2);

void ByRowsAtHandAtConfidence(benchmark::State& state) {
  const World& world = TheWorld(Breadth::kAtHand);
  if (CanRun(state)) EvaluateByRows(AtConfidence(world.policies), state, world);
}
BENCHMARK(ByRowsAtHandAtConfidence)->Unit(benchmark::kMillisecond)->MinTime(2);

// One policy, as a number of the sorted files of data/policies.
void OnePolicyByRows(benchmark::State& state) {
  if (!CanRun(state)) return;
  const World& world = TheWorld();
  const Policy& policy = world.policies[static_cast<size_t>(state.range(0))];
  for (auto _ : state) {
    OutcomeTable::Options options;
    options.with_records = false;
    benchmark::DoNotOptimize(OutcomeTable::Compute(
        BoundPolicy::Create(world.edition, policy).value(), world.regions,
        options));
  }
  state.SetLabel(policy.name);
  Count(state, 1);
}
BENCHMARK(OnePolicyByRows)->DenseRange(0, 17)->Unit(benchmark::kMillisecond);

void EvaluateOneByOne(const std::vector<Policy>& policies,
                      benchmark::State& state) {
  const World& world = TheWorld();
  for (auto _ : state) {
    for (const Policy& policy : policies) {
      const auto bound = BoundPolicy::Create(world.edition, policy).value();
      for (const RegionIndex region : world.regions) {
        for (size_t i = 0; i < world.edition->occupation_count(); ++i)
          benchmark::DoNotOptimize(
              OutcomesOf(*bound, region, static_cast<OccupationIndex>(i)));
      }
    }
  }
  Count(state, policies.size());
}

void OneByOne(benchmark::State& state) {
  if (CanRun(state)) EvaluateOneByOne(TheWorld().policies, state);
}
BENCHMARK(OneByOne)->Unit(benchmark::kMillisecond)->Iterations(1);

void OneByOneAtConfidence(benchmark::State& state) {
  if (CanRun(state)) EvaluateOneByOne(AtConfidence(TheWorld().policies), state);
}
BENCHMARK(OneByOneAtConfidence)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace plumbline::alignment

BENCHMARK_MAIN();
