// What scoring costs, on a synthetic labor market of the size of the real one:
// 867 occupations, 600 regions. The numbers are in docs/performance.md.

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "benchmark/benchmark.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/shared_links.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/outcome_table.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/scoring/programs/kernel.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr uint32_t kOccupations = 867;
constexpr uint32_t kRegions = 600;
constexpr uint32_t kCips = 2000;

class Dice {
 public:
  uint32_t Below(uint32_t below) {
    return static_cast<uint32_t>(engine_() % below);
  }

 private:
  std::mt19937 engine_{20231122};
};

uint32_t CodeOf(uint32_t occupation) { return 111011 + occupation * 100; }

FigureTableEntry Table(const std::vector<Measure>& measures, uint32_t horizon,
                       uint32_t regions, Dice* dice) {
  FigureTableEntry table;
  table.file = "file";
  table.reference_period = "2023-05";
  table.horizon_years = horizon;
  table.occupation_scheme = "soc-2018";
  for (const Measure measure : measures)
    table.columns.push_back({measure, "column", {}, ""});
  for (uint32_t region = 0; region < regions; ++region) {
    for (uint32_t i = 0; i <= kOccupations; ++i) {
      if (i > 0 && dice->Below(3) == 0) continue;
      table.regions.push_back(region);
      table.codes.push_back(i == 0 ? 0 : CodeOf(i - 1));
      table.levels.push_back(i == 0 ? '\0' : '\4');
      table.source_rows.push_back(i + 2);
      for (FigureColumnEntry& column : table.columns) {
        const bool withheld = dice->Below(12) == 0;
        column.values.push_back(withheld ? 0 : dice->Below(9'000'000));
        column.statuses.push_back(static_cast<char>(
            withheld ? FigureStatus::kWithheld : FigureStatus::kPublished));
      }
    }
  }
  return table;
}

std::shared_ptr<const Edition> MakeEdition(uint32_t regions) {
  Dice dice;
  EditionTables tables;
  tables.name = "editions/benchmark";
  tables.releases.push_back({"sources/benchmark/releases/1", "", {}});
  for (uint32_t i = 0; i < kOccupations; ++i)
    tables.occupations.push_back({CodeOf(i), "Occupation", 0, {}});
  for (uint32_t i = 0; i < regions; ++i)
    tables.regions.push_back(
        {absl::StrCat("us-", i), "Region",
         i == 0 ? RegionKind::kNation : RegionKind::kMetropolitan, "",
         i == 0 ? -1 : 0});
  tables.figure_tables.push_back(
      Table({Measure::kAnnualMean, Measure::kAnnualP10, Measure::kAnnualP25,
             Measure::kAnnualMedian, Measure::kAnnualP75, Measure::kAnnualP90,
             Measure::kEmployment},
            0, regions, &dice));
  tables.figure_tables.push_back(
      Table({Measure::kAnnualOpenings, Measure::kEmploymentChangePercent}, 10,
            regions, &dice));
  CrosswalkLayerEntry layer;
  layer.layer = "federal";
  for (uint32_t cip = 0; cip < kCips; ++cip) {
    tables.cip_codes.push_back({10000 + cip, 6, "Program"});
    // Every CIP leads to 20 occupations.
    for (uint32_t i = 0; i < 20; ++i) {
      layer.cip_codes.push_back(10000 + cip);
      layer.soc_codes.push_back(CodeOf((cip * 7 + i * 43) % kOccupations));
      layer.source_rows.push_back(2);
    }
  }
  tables.crosswalk_layers.push_back(std::move(layer));
  auto& edges = tables.crosswalk_layers.back();
  for (uint32_t cip = 0; cip < kCips; ++cip)
    std::sort(edges.soc_codes.begin() + cip * 20,
              edges.soc_codes.begin() + cip * 20 + 20);
  return *Edition::Create(std::move(tables));
}

const std::shared_ptr<const Edition>& TheEdition() {
  static const auto& edition =
      *new std::shared_ptr<const Edition>(MakeEdition(kRegions));
  return edition;
}

Clause Compare(const std::string& id, Measure measure,
               Benchmark::Kind benchmark) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kCompare;
  clause.quantity.measure = measure;
  clause.comparator = Comparator::kGreaterThan;
  clause.benchmark.kind = benchmark;
  clause.benchmark.statistic = Benchmark::Statistic::kPercentile;
  clause.benchmark.percentile_milli = 50000;
  return clause;
}

// Four of six wage metrics, and openings above the median.
std::shared_ptr<const BoundPolicy> MakePolicy(
    LinkRule::Kind kind, Measure weight,
    const std::shared_ptr<const Edition>& edition = TheEdition()) {
  Clause wage;
  wage.id = "wage";
  wage.kind = Clause::Kind::kAtLeast;
  wage.count = 4;
  for (const Measure measure :
       {Measure::kAnnualMean, Measure::kAnnualP10, Measure::kAnnualP25,
        Measure::kAnnualMedian, Measure::kAnnualP75, Measure::kAnnualP90})
    wage.clauses.push_back(
        Compare(absl::StrCat("wage.", static_cast<int>(measure)), measure,
                Benchmark::Kind::kAllOccupations));
  Policy policy;
  policy.name = "policies/benchmark/versions/1";
  policy.title = "Benchmark";
  policy.citation = {"Nobody", "Nowhere", "", ""};
  policy.status = Policy::Status::kPublished;
  policy.dimensions = {
      {Dimension::kHighWage, wage},
      {Dimension::kInDemand, Compare("demand", Measure::kAnnualOpenings,
                                     Benchmark::Kind::kAcrossOccupations)}};
  policy.dimensions_required = 2;
  policy.link_rule.kind = kind;
  policy.link_rule.excluded_prefixes = {"25-1"};
  if (kind == LinkRule::Kind::kShare) policy.link_rule.share_milli = 50000;
  policy.link_rule.weight = weight;
  return *BoundPolicy::Create(edition, policy);
}

std::vector<RegionIndex> AllRegions(uint32_t count = kRegions) {
  std::vector<RegionIndex> regions;
  for (uint32_t i = 0; i < count; ++i)
    regions.push_back(static_cast<RegionIndex>(i));
  return regions;
}

CountedLinks MakeLinks(uint32_t programs) {
  Dice dice;
  CountedLinks links;
  for (uint32_t p = 0; p < programs; ++p) {
    std::vector<OccupationIndex> list;
    const uint32_t first = dice.Below(kOccupations);
    for (uint32_t i = 0; i < 20; ++i)
      list.push_back(
          static_cast<OccupationIndex>((first + i * 43) % kOccupations));
    links.Add(list);
  }
  return links;
}

void OutcomesOfAllRegions(benchmark::State& state) {
  for (auto _ : state) {
    const auto policy = MakePolicy(LinkRule::Kind::kAny, Measure::kUnspecified);
    OutcomeTable::Options options;
    options.with_records = false;
    options.threads = static_cast<int>(state.range(0));
    benchmark::DoNotOptimize(
        OutcomeTable::Compute(policy, AllRegions(), options));
  }
}
BENCHMARK(OutcomesOfAllRegions)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// 300,000 programs x 20 links x 600 regions.
void Matrix(benchmark::State& state, LinkRule::Kind kind, Measure weight) {
  OutcomeTable::Options options;
  options.with_records = false;
  options.threads = 2;
  const auto table =
      OutcomeTable::Compute(MakePolicy(kind, weight), AllRegions(), options);
  const CountedLinks links = MakeLinks(300'000);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        ScoreMatrix(*table, links, 0, static_cast<int>(state.range(0))));
  state.counters["verdicts/s"] = benchmark::Counter(
      300'000.0 * kRegions, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(Matrix, Any, LinkRule::Kind::kAny, Measure::kUnspecified)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(Matrix, Share, LinkRule::Kind::kShare, Measure::kUnspecified)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(Matrix, Weighted, LinkRule::Kind::kShare,
                  Measure::kEmployment)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// The growth curve: so many programs x 20 links x 1,000 regions.
void Growth(benchmark::State& state) {
  constexpr uint32_t kMany = 1000;
  static const auto& edition =
      *new std::shared_ptr<const Edition>(MakeEdition(kMany));
  OutcomeTable::Options options;
  options.with_records = false;
  const auto table = OutcomeTable::Compute(
      MakePolicy(LinkRule::Kind::kAny, Measure::kUnspecified, edition),
      AllRegions(kMany), options);
  const CountedLinks links = MakeLinks(static_cast<uint32_t>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(ScoreMatrix(*table, links, 0, 1));
  state.counters["verdicts/s"] =
      benchmark::Counter(static_cast<double>(state.range(0)) * kMany,
                         benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(Growth)
    ->RangeMultiplier(10)
    ->Range(1000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

struct Programs {
  explicit Programs(uint32_t count) {
    facts.reserve(count);
    for (uint32_t p = 0; p < count; ++p)
      facts.push_back({std::string(64, 'a'),
                       absl::StrFormat("%06d", 10000 + p % kCips),
                       "",
                       {}});
  }
  std::vector<ProgramFacts> facts;
};

// Programs x 1 region x 5 policies, links found and every record's digest among
// it.
void Portfolio(benchmark::State& state) {
  const auto& edition = TheEdition();
  const Programs programs(static_cast<uint32_t>(state.range(0)));
  const int threads = static_cast<int>(state.range(1));
  const std::vector<RegionIndex> regions = {1};
  for (auto _ : state) {
    SharedLinks links(*edition, ReadTexts::kNo);
    std::vector<PortfolioEntry> entries;
    entries.reserve(programs.facts.size());
    for (const ProgramFacts& facts : programs.facts)
      entries.push_back({&facts, links.Of(facts), 0});
    const PortfolioGroups groups = GroupEntries(*edition, regions, entries);
    OutcomeTable::Options options;
    options.threads = threads;
    options.wanted = Wanted(*edition, groups, 1);
    for (int i = 0; i < 5; ++i) {
      const auto table = OutcomeTable::Compute(
          MakePolicy(LinkRule::Kind::kAny, Measure::kUnspecified), regions,
          options);
      benchmark::DoNotOptimize(ScorePortfolio(*table, groups, threads));
    }
  }
}
BENCHMARK(Portfolio)
    ->ArgsProduct({{10'000, 300'000}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void ExplainOneProgram(benchmark::State& state) {
  const auto policy = MakePolicy(LinkRule::Kind::kAny, Measure::kUnspecified);
  const Programs programs(1);
  for (auto _ : state)
    benchmark::DoNotOptimize(EvaluateProgram(*policy, 1, programs.facts[0]));
}
BENCHMARK(ExplainOneProgram)->Unit(benchmark::kMicrosecond);

void OpenEdition(benchmark::State& state) {
  const EditionTables tables = TheEdition()->tables();
  for (auto _ : state) benchmark::DoNotOptimize(Edition::Create(tables));
}
BENCHMARK(OpenEdition)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline::alignment

BENCHMARK_MAIN();
