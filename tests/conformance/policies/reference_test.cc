// The definitions of the states, written down a second time: on random labor
// markets the engine, reading data/policies, has to say the same of every
// occupation.

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/api/policies/policy_codec.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/files.h"
#include "tests/conformance/policies/state_definitions.h"

namespace plumbline::alignment::reference {
namespace {

using testing::TinyWorld;
using vocabulary::Figure;
using vocabulary::FigureStatus;

const std::vector<Measure> kWages = {
    Measure::kAnnualMean,   Measure::kAnnualP10,        Measure::kAnnualP25,
    Measure::kAnnualMedian, Measure::kAnnualP75,        Measure::kAnnualP90,
    Measure::kAnnualEntry,  Measure::kAnnualExperienced};
const std::vector<Measure> kDemand = {
    Measure::kBaseEmployment, Measure::kProjectedEmployment,
    Measure::kAnnualOpenings, Measure::kEmploymentChange,
    Measure::kEmploymentChangePercent};
const std::vector<Measure> kLevels = {
    Measure::kTypicalEducation, Measure::kWorkExperience, Measure::kJobTraining,
    Measure::kSvpFloor};

// Writes the same random figures into a world for the engine and a market for
// the reference.
class TwoWorlds {
 public:
  explicit TwoWorlds(uint32_t seed) : dice_(seed) {
    world.Nation().State("us-xx").Metro("us-cbsa-1", "us-xx");
    for (int i = 0; i < kOccupations; ++i)
      world.Occupation(CodeOf(i), absl::StrCat("Occupation ", i));
    const std::vector<std::string> regions = {"us", "us-xx", "us-cbsa-1"};
    Fill(world.Table("2023-05", kWages), regions, kWages, 100);
    Fill(world.Table("2022/2032", kDemand, "soc-2018", 10), regions, kDemand,
         1200);
    Fill(world.Table("2022/2032", kLevels), {"us"}, kLevels, 0);
  }

  TinyWorld world;
  Market market;

 private:
  int Below(int below) {
    return static_cast<int>(dice_() % static_cast<uint32_t>(below));
  }
  int64_t Value(Measure measure, int below) {
    switch (measure) {
      case Measure::kTypicalEducation:
        return 1 + Below(8);
      case Measure::kWorkExperience:
        return 1 + Below(3);
      case Measure::kJobTraining:
        return 1 + Below(6);
      case Measure::kSvpFloor:
        return 1 + Below(9);
      case Measure::kEmploymentChange:
        return Below(below) - 300;
      case Measure::kEmploymentChangePercent:
        return Below(20000) - 4000;
      default:
        // Wages in thousands of dollars, so that ties are common.
        return Below(below) * (vocabulary::TraitsOf(measure).unit ==
                                       vocabulary::Unit::kCentsPerYear
                                   ? 100'000
                                   : 1);
    }
  }
  void Fill(TinyWorld::TableBuilder table,
            const std::vector<std::string>& regions,
            const std::vector<Measure>& measures, int below) {
    for (const std::string& region : regions) {
      for (int i = below == 0 ? 0 : -1; i < kOccupations; ++i) {
        std::vector<Figure> figures;
        for (const Measure measure : measures) {
          if (Below(7) == 0) {
            figures.push_back(Figure::Without(FigureStatus::kWithheld));
            continue;
          }
          const int64_t value = Value(measure, below);
          figures.push_back(Figure::Published(value));
          market.Set(region, i, measure, value);
        }
        table.Row(region, CodeOf(i), figures);
      }
    }
  }
  std::mt19937 dice_;
};

Policy ReadPolicy(const std::string& id) {
  v1::Policy message;
  const auto status = google::protobuf::util::JsonStringToMessage(
      plumbline::testing::ReadFile(std::string(PLUMBLINE_SOURCE_DIR) +
                                   "/data/policies/" + id + ".json"),
      &message);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return PolicyFromProto(message);
}

Outcome OutcomeFrom(const Truth& truth) {
  if (!truth) return Outcome::kUnknown;
  return *truth ? Outcome::kPass : Outcome::kFail;
}

TEST(ReferenceTest, TheEngineSaysWhatTheDefinitionsSay) {
  for (uint32_t seed = 1; seed <= 8; ++seed) {
    const TwoWorlds worlds(seed);
    const auto edition = worlds.world.Build();
    for (const State& state : AllStates()) {
      const auto policy =
          BoundPolicy::Create(edition, ReadPolicy(state.id), "2026-07-01");
      ASSERT_TRUE(policy.ok()) << policy.status();
      for (const std::string region : {"us-xx", "us-cbsa-1"}) {
        for (int i = 0; i < kOccupations; ++i) {
          const View view{worlds.market, region, "us-xx", i};
          const Dimensions expected = state.definition(view);
          const Outcomes outcomes =
              OutcomesOf(**policy, *edition->FindRegion(region),
                         static_cast<OccupationIndex>(i));
          EXPECT_EQ(outcomes[0],
                    OutcomeFrom(CountReaches(expected, state.required)))
              << state.id << " seed " << seed << " " << region << " " << i;
          for (size_t d = 0; d < expected.size(); ++d)
            EXPECT_EQ(outcomes[d + 1], OutcomeFrom(expected[d]))
                << state.id << " dimension " << d << " seed " << seed << " "
                << region << " " << i;
        }
      }
    }
  }
}

}  // namespace
}  // namespace plumbline::alignment::reference
