// The definitions of five states, written down a second time from the texts and
// in the plainest way: for each occupation the figures as optional numbers, for
// each state a function. Nothing here knows the policy language. On random
// labor markets the engine, reading data/policies, has to say the same of every
// occupation.

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/api/policy_codec.h"
#include "services/alignment/domain/scoring/evaluate_occupation.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/files.h"

namespace plumbline::alignment {
namespace {

using testing::TinyWorld;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr int kOccupations = 25;

// What is published of an occupation in one region: a number or nothing. The
// occupation -1 is all of them.
class Market {
 public:
  void Set(const std::string& region, int occupation, Measure measure,
           int64_t value) {
    figures_[{region, occupation, measure}] = value;
  }
  std::optional<int64_t> Get(const std::string& region, int occupation,
                             Measure measure) const {
    const auto it = figures_.find({region, occupation, measure});
    if (it == figures_.end()) return std::nullopt;
    return it->second;
  }
  std::vector<int64_t> All(const std::string& region, Measure measure) const {
    std::vector<int64_t> values;
    for (int i = 0; i < kOccupations; ++i) {
      if (const auto value = Get(region, i, measure)) values.push_back(*value);
    }
    std::sort(values.begin(), values.end());
    return values;
  }

 private:
  std::map<std::tuple<std::string, int, Measure>, int64_t> figures_;
};

// Three values with the rules of the textbook; nothing is unknown.
using Truth = std::optional<bool>;

Truth And(Truth a, Truth b) {
  if (a == Truth(false) || b == Truth(false)) return false;
  if (!a || !b) return std::nullopt;
  return true;
}
Truth Or(Truth a, Truth b) {
  if (a == Truth(true) || b == Truth(true)) return true;
  if (!a || !b) return std::nullopt;
  return false;
}
// Counts over all completions of the unknown ones.
Truth CountReaches(const std::vector<Truth>& truths, int needed) {
  bool some = false;
  bool all = true;
  int unknown = 0;
  int yes = 0;
  for (const Truth& truth : truths) {
    unknown += truth ? 0 : 1;
    yes += truth == Truth(true) ? 1 : 0;
  }
  for (int extra = 0; extra <= unknown; ++extra) {
    some = some || yes + extra >= needed;
    all = all && yes + extra >= needed;
  }
  if (some != all) return std::nullopt;
  return all;
}

struct View {
  const Market& market;
  std::string region;
  std::string state;
  int occupation;

  std::optional<int64_t> Of(Measure measure, const std::string& place) const {
    return market.Get(place, occupation, measure);
  }
  // Against the row of all occupations, times `percent` / 100.
  Truth AgainstAll(Measure measure, const std::string& place, bool ties,
                   int64_t percent = 100) const {
    const auto mine = Of(measure, place);
    const auto all = market.Get(place, -1, measure);
    if (!mine || !all) return std::nullopt;
    const int64_t left = *mine * 100;
    const int64_t right = *all * percent;
    return ties ? left >= right : left > right;
  }
  // Against the median occupation: the lower one of an even number.
  Truth AgainstMedian(Measure measure, const std::string& place,
                      bool ties) const {
    const auto mine = Of(measure, place);
    const auto values = market.All(place, measure);
    if (!mine || values.empty()) return std::nullopt;
    const int64_t median = values[(values.size() - 1) / 2];
    return ties ? *mine >= median : *mine > median;
  }
  Truth AgainstMean(Measure measure, const std::string& place) const {
    const auto mine = Of(measure, place);
    const auto values = market.All(place, measure);
    if (!mine || values.empty()) return std::nullopt;
    int64_t sum = 0;
    for (const int64_t value : values) sum += value;
    return *mine * static_cast<int64_t>(values.size()) > sum;
  }
  Truth AtLeast(Measure measure, const std::string& place,
                int64_t least) const {
    const auto mine = Of(measure, place);
    if (!mine) return std::nullopt;
    return *mine >= least;
  }
  Truth Above(Measure measure, const std::string& place, int64_t bound) const {
    return AtLeast(measure, place, bound + 1);
  }
  Truth LevelIn(Measure measure, const std::vector<int64_t>& levels) const {
    const auto mine = Of(measure, "us");
    if (!mine) return std::nullopt;
    return std::count(levels.begin(), levels.end(), *mine) > 0;
  }
  // The 75th over the 25th percentile against its median over occupations.
  Truth SpreadAboveMedian() const {
    std::vector<std::pair<int64_t, int64_t>> ratios;
    const auto ratio =
        [&](int who) -> std::optional<std::pair<int64_t, int64_t>> {
      const auto high = market.Get(region, who, Measure::kAnnualP75);
      const auto low = market.Get(region, who, Measure::kAnnualP25);
      if (!high || !low || *low == 0) return std::nullopt;
      // Two percentiles in one figure: no spread can be told.
      if (market.Get(region, who, Measure::kAnnualP90) == high) {
        return std::nullopt;
      }
      return std::pair(*high, *low);
    };
    for (int i = 0; i < kOccupations; ++i) {
      if (const auto found = ratio(i)) ratios.push_back(*found);
    }
    const auto less = [](const auto& a, const auto& b) {
      return a.first * b.second < b.first * a.second;
    };
    std::sort(ratios.begin(), ratios.end(), less);
    const auto mine = ratio(occupation);
    if (!mine || ratios.empty()) return std::nullopt;
    return less(ratios[(ratios.size() - 1) / 2], *mine);
  }
};

using Dimensions = std::vector<Truth>;

Dimensions Nebraska(const View& v) {
  std::vector<Truth> wages;
  for (const Measure measure :
       {Measure::kAnnualMean, Measure::kAnnualP10, Measure::kAnnualP25,
        Measure::kAnnualMedian, Measure::kAnnualP75, Measure::kAnnualP90,
        Measure::kAnnualEntry, Measure::kAnnualExperienced})
    wages.push_back(v.AgainstAll(measure, v.region, true));
  const Truth skill =
      Or(v.LevelIn(Measure::kTypicalEducation, {3, 4, 5, 6, 7, 8}),
         And(v.LevelIn(Measure::kTypicalEducation, {2}),
             v.LevelIn(Measure::kJobTraining, {4, 5, 6})));
  const Truth demand = And(
      v.AgainstMedian(Measure::kAnnualOpenings, v.region, true),
      And(v.AgainstMedian(Measure::kEmploymentChange, v.region, true),
          v.AgainstMedian(Measure::kEmploymentChangePercent, v.region, true)));
  return {CountReaches(wages, 4), skill, demand};
}

Dimensions Oregon(const View& v) {
  const Truth wage =
      Or(v.AgainstAll(Measure::kAnnualMedian, v.state, false),
         Or(v.AgainstAll(Measure::kAnnualMedian, v.region, false),
            v.SpreadAboveMedian()));
  const Truth skill = Or(v.LevelIn(Measure::kTypicalEducation, {4, 5, 6, 7, 8}),
                         v.LevelIn(Measure::kJobTraining, {5}));
  const Truth demand =
      Or(v.AgainstMedian(Measure::kAnnualOpenings, v.state, false),
         v.AgainstMedian(Measure::kAnnualOpenings, v.region, false));
  return {wage, skill, demand};
}

Dimensions Ohio(const View& v) {
  return {v.AgainstAll(Measure::kAnnualMedian, v.state, true, 80),
          Or(v.Above(Measure::kEmploymentChange, v.state, 200),
             v.Above(Measure::kAnnualOpenings, v.state, 620))};
}

Dimensions SouthDakota(const View& v) {
  return {v.AgainstAll(Measure::kAnnualMean, v.state, false),
          v.AgainstMean(Measure::kAnnualOpenings, v.state)};
}

Dimensions Maryland(const View& v) {
  const Truth skill =
      Or(v.LevelIn(Measure::kWorkExperience, {2, 3}),
         Or(v.AtLeast(Measure::kSvpFloor, "us", 6),
            v.LevelIn(Measure::kTypicalEducation, {4, 5, 6, 7, 8})));
  // The market has projections over ten years only: two years are unknown.
  const Truth demand =
      Or(v.AtLeast(Measure::kEmploymentChangePercent, v.state, 7000),
         std::nullopt);
  return {v.AgainstAll(Measure::kAnnualMean, v.state, false), skill, demand};
}

struct State {
  const char* id;
  Dimensions (*definition)(const View&);
  int required;
};
constexpr State kStates[] = {{"us-ne", Nebraska, 3},
                             {"us-or", Oregon, 1},
                             {"us-oh", Ohio, 2},
                             {"us-sd", SouthDakota, 2},
                             {"us-md", Maryland, 1}};

const std::vector<Measure> kWages = {
    Measure::kAnnualMean,   Measure::kAnnualP10,        Measure::kAnnualP25,
    Measure::kAnnualMedian, Measure::kAnnualP75,        Measure::kAnnualP90,
    Measure::kAnnualEntry,  Measure::kAnnualExperienced};
const std::vector<Measure> kDemand = {Measure::kAnnualOpenings,
                                      Measure::kEmploymentChange,
                                      Measure::kEmploymentChangePercent};
const std::vector<Measure> kLevels = {
    Measure::kTypicalEducation, Measure::kWorkExperience, Measure::kJobTraining,
    Measure::kSvpFloor};

std::string CodeOf(int occupation) {
  return occupation < 0 ? "00-0000" : absl::StrCat("47-2", 111 + occupation);
}

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
        return Below(below);
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
  for (uint32_t seed = 1; seed <= 12; ++seed) {
    const TwoWorlds worlds(seed);
    const auto edition = worlds.world.Build();
    for (const State& state : kStates) {
      const auto policy = BoundPolicy::Create(edition, ReadPolicy(state.id));
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
}  // namespace plumbline::alignment
