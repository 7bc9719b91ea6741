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

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "services/alignment/api/simulation.h"
#include "services/common/testing/files.h"
#include "tests/conformance/policies/golden_world.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kPrograms = 10'000;
constexpr size_t kCodes = 2'000;
constexpr size_t kOccupationsOfACode = 7;
constexpr size_t kFlips = 100;

std::string CipOf(size_t program) {
  const std::string digits = std::to_string(100000 + program % kCodes);
  return absl::StrCat(digits.substr(0, 2), ".", digits.substr(2));
}

// With a crosswalk that leads every code to a few occupations.
std::shared_ptr<const Edition> WithCrosswalk(const Edition& edition) {
  EditionTables tables = edition.tables();
  CrosswalkLayerEntry layer;
  layer.layer = "federal";
  const size_t count = tables.occupations.size();
  for (size_t code = 0; code < kCodes; ++code) {
    const size_t first = code * 31 % (count - 40 * kOccupationsOfACode);
    for (size_t i = 0; i < kOccupationsOfACode; ++i) {
      layer.cip_codes.push_back(static_cast<uint32_t>(100000 + code));
      layer.soc_codes.push_back(tables.occupations[first + 40 * i].code);
      layer.source_rows.push_back(
          static_cast<uint32_t>(layer.source_rows.size() + 2));
    }
  }
  tables.crosswalk_layers = {std::move(layer)};
  return Edition::Create(std::move(tables)).value();
}

// Every third one says itself what it leads to.
std::shared_ptr<const SubjectInUse> ProgramOf(const Edition& edition,
                                              size_t i) {
  auto made = std::make_shared<SubjectInUse>();
  made->subject.program.set_name(
      absl::StrCat("providers/p", i % 50, "/programs/", 100000 + i));
  made->subject.program.set_title(absl::StrCat("Program ", i));
  made->facts.revision_id = absl::StrCat("revision-", i);
  made->facts.cip = CipOf(i);
  for (size_t k = 0; i % 3 == 0 && k < 2; ++k) {
    const auto occupation =
        static_cast<OccupationIndex>((i * 7 + k) % edition.occupation_count());
    made->facts.occupations.push_back(
        {edition.occupation_code(occupation).ToString(), "soc-2018"});
  }
  return made;
}

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
    made->edition = WithCrosswalk(*GoldenEdition(*data).value());
    for (const std::string& file : ShippedPolicyFiles())
      made->policies.push_back(ReadShippedPolicy(file).value());
    for (size_t i = 0; i < kPrograms; ++i)
      made->programs.push_back(ProgramOf(*made->edition, i));
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
