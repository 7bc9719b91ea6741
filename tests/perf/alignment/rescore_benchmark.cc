// What a run over a new edition costs: 300,000 programs in one region under
// five shipped rules, scored with the digest of every record, and compared with
// the run before: what is to be written, and of which alignments causes are to
// be looked for. PLUMBLINE_DATA_DIR points at the releases that figures are
// read from; programs and their crosswalk are made up, and so is what the
// release changed: wages by up to four percent, either way. The numbers are in
// docs/performance.md.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "services/alignment/api/changes/pairs_that_differ.h"
#include "services/alignment/api/runs/run_changes.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/common/testing/files.h"
#include "tests/conformance/policies/golden_world.h"
#include "tests/perf/alignment/made_portfolio.h"

namespace plumbline::alignment {
namespace {

// Files of data/policies.
constexpr const char* kRules[] = {"us-ma", "us-oh", "us-perkins", "us-sd",
                                  "us-wa"};

bool IsCentreOfWages(vocabulary::Measure measure) {
  using vocabulary::Measure;
  return measure == Measure::kHourlyMedian || measure == Measure::kHourlyMean ||
         measure == Measure::kAnnualMedian || measure == Measure::kAnnualMean;
}

EditionTables AfterARelease(EditionTables tables) {
  tables.name = "editions/after";
  uint32_t dice = 7;
  for (FigureTableEntry& table : tables.figure_tables) {
    for (FigureColumnEntry& column : table.columns) {
      if (!IsCentreOfWages(column.measure)) continue;
      for (int64_t& value : column.values) {
        dice = dice * 1664525 + 1013904223;
        value +=
            value * static_cast<int>(dice >> 16 & 7) / 100 - value * 4 / 100;
      }
    }
  }
  return tables;
}

struct World {
  std::shared_ptr<const Edition> before;
  std::shared_ptr<const Edition> after;
  std::vector<std::shared_ptr<const SubjectInUse>> programs;
};

// Without editions when there are no full releases.
const World& TheWorld(size_t programs) {
  static auto* world = new World;
  const auto data = plumbline::testing::FullDataDir();
  if (!data) return *world;
  if (world->before == nullptr) {
    EditionTables tables = WithMadeCrosswalk(*GoldenEdition(*data).value());
    world->after = Edition::Create(AfterARelease(tables)).value();
    world->before = Edition::Create(std::move(tables)).value();
  }
  world->programs.clear();
  for (size_t i = 0; i < programs; ++i)
    world->programs.push_back(MadeProgram(*world->before, i));
  // As the catalog answers.
  std::sort(world->programs.begin(), world->programs.end(),
            [](const auto& a, const auto& b) {
              return a->subject.program.name() < b->subject.program.name();
            });
  return *world;
}

std::shared_ptr<const PolicyInUse> InUse(
    const std::string& rule, const std::shared_ptr<const Edition>& edition) {
  Policy policy = ReadShippedPolicy(rule).value();
  policy.name = "policies/" + rule + "/versions/1";
  auto in_use = std::make_shared<PolicyInUse>();
  in_use->content.set_name(policy.name);
  in_use->id = rule;
  in_use->version = 1;
  in_use->bound = BoundPolicy::Create(edition, policy, "2026-07-01").value();
  return in_use;
}

std::shared_ptr<const RunInputs> InputsOn(
    const World& world, const std::shared_ptr<const Edition>& edition) {
  auto inputs = std::make_shared<RunInputs>();
  inputs->edition = edition;
  inputs->day = "2026-07-01";
  inputs->regions = {*edition->nation()};
  inputs->subjects = world.programs;
  for (const char* rule : kRules)
    inputs->policies.push_back(InUse(rule, edition));
  return inputs;
}

v1::Run Described() {
  v1::Run run;
  run.set_provider("providers/-");
  for (const char* rule : kRules)
    run.add_policies(std::string("policies/") + rule + "/versions/1");
  return run;
}

std::vector<ViewRow> ScoreAfter(const World& world, const RunView& before,
                                int threads) {
  const auto portfolio =
      PortfolioScorer::Create(InputsOn(world, world.after)).value();
  return ScoreRun(*portfolio, &before,
                  [&](const std::vector<OpenEntries>& open) {
                    std::vector<std::vector<ScoredProgram>> scored;
                    for (const OpenEntries& one : open)
                      scored.push_back(portfolio->Score(one, threads));
                    return scored;
                  })
      .value();
}

// Programs, threads.
void Rescore(benchmark::State& state) {
  const World& world = TheWorld(static_cast<size_t>(state.range(0)));
  if (world.before == nullptr) {
    state.SkipWithError("PLUMBLINE_DATA_DIR names no full releases");
    return;
  }
  const int threads = static_cast<int>(state.range(1));
  const RunScope scope = ScopeOf(Described());
  RunChanges first = CompareRuns(
      nullptr, scope, ScoreRun(*InputsOn(world, world.before), threads).value(),
      1, threads);
  const RunView before(1, Described(), std::move(first.visible));
  for (auto _ : state) {
    auto scored = ScoreAfter(world, before, threads);
    v1::Run run = Described();
    Summarize(scored, run);
    RunChanges changes =
        CompareRuns(&before, scope, std::move(scored), 2, threads);
    const auto differ =
        PairsThatDiffer(before.rows(), changes.visible, {}, threads);
    state.counters["written"] = static_cast<double>(changes.changes.size());
    state.counters["differ"] = static_cast<double>(differ.both.size());
    const RunView after(2, std::move(run), std::move(changes.visible));
    benchmark::DoNotOptimize(&after);
  }
}
BENCHMARK(Rescore)
    ->ArgsProduct({{10'000, 300'000}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace plumbline::alignment
