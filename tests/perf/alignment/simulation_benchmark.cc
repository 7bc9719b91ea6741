// What a comparison of each shipped rule with itself, every linked occupation
// asked for instead of any and the other way round, costs over 10,000 programs
// in one region, with a hundred flips explained: SimulatePolicy without reading
// the portfolio. PLUMBLINE_DATA_DIR points at the releases that figures are
// read from; programs and their crosswalk are made up.
// The numbers are in docs/performance.md.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "services/alignment/api/simulation/simulation.h"
#include "services/common/testing/files.h"
#include "tests/conformance/policies/golden_world.h"
#include "tests/perf/alignment/made_portfolio.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kPrograms = 10'000;
constexpr size_t kFlips = 100;

struct World {
  std::shared_ptr<const Edition> edition;
  std::vector<Policy> policies;
  std::vector<std::shared_ptr<const SubjectInUse>> programs;
};

// Without an edition when there are no full releases.
const World& TheWorld() {
  static const auto* world = [] {
    auto* made = new World;
    const auto data = plumbline::testing::FullDataDir();
    if (!data) return made;
    made->edition =
        Edition::Create(WithMadeCrosswalk(*GoldenEdition(*data).value()))
            .value();
    for (const std::string& file : ShippedPolicyFiles())
      made->policies.push_back(ReadShippedPolicy(file).value());
    for (size_t i = 0; i < kPrograms; ++i)
      made->programs.push_back(MadeProgram(*made->edition, i));
    return made;
  }();
  return *world;
}

std::shared_ptr<const PolicyInUse> InUse(const Policy& policy) {
  auto in_use = std::make_shared<PolicyInUse>();
  in_use->bound =
      BoundPolicy::Create(TheWorld().edition, policy, "2026-07-01").value();
  return in_use;
}

// One policy, as a number of the sorted files of data/policies.
void Simulate(benchmark::State& state) {
  const World& world = TheWorld();
  if (world.edition == nullptr) {
    state.SkipWithError("PLUMBLINE_DATA_DIR names no full releases");
    return;
  }
  const Policy& before = world.policies[static_cast<size_t>(state.range(0))];
  Policy after = before;
  const bool is_any = before.link_rule.kind == LinkRule::Kind::kAny;
  after.link_rule.kind = is_any ? LinkRule::Kind::kAll : LinkRule::Kind::kAny;
  after.link_rule.share_milli = 0;
  after.link_rule.weight = vocabulary::Measure::kUnspecified;
  int64_t flips = 0;
  for (auto _ : state) {
    RunInputs inputs;
    inputs.edition = world.edition;
    inputs.regions = {*world.edition->nation()};
    inputs.subjects = world.programs;
    inputs.policies = {InUse(before), InUse(after)};
    flips = ComparePolicies(inputs, kFlips, 1).value().flip_count();
  }
  state.SetLabel(before.name);
  state.counters["flips"] = static_cast<double>(flips);
}
BENCHMARK(Simulate)->DenseRange(0, 17)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline::alignment
