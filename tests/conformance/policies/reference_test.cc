// The definitions of the states, written down a second time from the texts and
// in the plainest way: for each occupation the figures as optional numbers, for
// each state a function. Nothing here knows the policy language. On random
// labor markets the engine, reading data/policies, has to say the same of every
// occupation.

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
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

namespace plumbline::alignment {
namespace {

using testing::TinyWorld;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr int kOccupations = 60;
constexpr int kGroupSize = 3;
constexpr int kGroups = kOccupations / kGroupSize;

// Groups of three: 41-2111, 41-2112, 41-2119, 41-2211, ...
std::string CodeOf(int occupation) {
  if (occupation < 0) return "00-0000";
  const int group = occupation / kGroupSize;
  const int last[] = {11, 12, 19};
  return absl::StrCat(41 + 2 * (group / 9), "-", 21 + group % 9,
                      last[occupation % kGroupSize]);
}
bool IsCatchAll(int occupation) { return CodeOf(occupation).back() == '9'; }

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
    return AgainstQuartile(2, measure, place, ties);
  }
  // Against the occupation that `quarters` fourths do not exceed.
  Truth AgainstQuartile(size_t quarters, Measure measure,
                        const std::string& place, bool ties) const {
    const auto mine = Of(measure, place);
    const auto values = market.All(place, measure);
    if (!mine || values.empty()) return std::nullopt;
    const int64_t quartile = values[(values.size() * quarters + 3) / 4 - 1];
    return ties ? *mine >= quartile : *mine > quartile;
  }
  Truth AgainstMean(Measure measure, const std::string& place,
                    bool ties = false) const {
    const auto mine = Of(measure, place);
    const auto values = market.All(place, measure);
    if (!mine || values.empty()) return std::nullopt;
    int64_t sum = 0;
    for (const int64_t value : values) sum += value;
    const int64_t scaled = *mine * static_cast<int64_t>(values.size());
    return ties ? scaled >= sum : scaled > sum;
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
    return RatioAgainstMedian(Measure::kAnnualP75, Measure::kAnnualP25, false);
  }
  // A ratio in the region against its median over occupations.
  Truth RatioAgainstMedian(Measure top, Measure bottom, bool ties) const {
    std::vector<std::pair<int64_t, int64_t>> ratios;
    const auto ratio =
        [&](int who) -> std::optional<std::pair<int64_t, int64_t>> {
      const auto high = market.Get(region, who, top);
      const auto low = market.Get(region, who, bottom);
      if (!high || !low || *low == 0) return std::nullopt;
      // Two percentiles in one figure: no spread can be told.
      if (top == Measure::kAnnualP75 &&
          market.Get(region, who, Measure::kAnnualP90) == high) {
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
    const auto& median = ratios[(ratios.size() - 1) / 2];
    return ties ? !less(*mine, median) : less(median, *mine);
  }
  // Whether the measure is at least so many of `parts` parts of all
  // occupations' in the region.
  Truth ShareAtLeast(Measure measure, int64_t share, int64_t parts) const {
    const auto mine = Of(measure, region);
    const auto all = market.Get(region, -1, measure);
    if (!mine || !all || *all <= 0) return std::nullopt;
    return *mine * parts >= *all * share;
  }
  // The growth of ten years, made yearly, against a share of that of all
  // occupations.
  Truth GrowthReaches(double share) const {
    const auto mine = Of(Measure::kEmploymentChangePercent, region);
    const auto all = market.Get(region, -1, Measure::kEmploymentChangePercent);
    if (!mine || !all) return std::nullopt;
    const auto yearly = [](int64_t milli) {
      return std::pow(1 + static_cast<double>(milli) / 1e5, 0.1) - 1;
    };
    return yearly(*mine) >= share * yearly(*all);
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

// The market has no competitive education: with experience or long training an
// occupation may be high-skill.
Dimensions OregonSecond(const View& v) {
  Dimensions dimensions = Oregon(v);
  const Truth way = Or(v.LevelIn(Measure::kWorkExperience, {2, 3}),
                       v.LevelIn(Measure::kJobTraining, {4}));
  dimensions[1] = Or(dimensions[1], And(way, std::nullopt));
  return dimensions;
}

Dimensions Ohio2017(const View& v) {
  return {v.AtLeast(Measure::kAnnualMedian, v.state, 2801760),
          Or(v.AtLeast(Measure::kEmploymentChange, v.state, 500),
             v.AtLeast(Measure::kAnnualOpenings, v.state, 230))};
}

Dimensions OhioAbove(const View& v, int64_t growth, int64_t openings) {
  return {v.AgainstAll(Measure::kAnnualMedian, v.state, true, 80),
          Or(v.Above(Measure::kEmploymentChange, v.state, growth),
             v.Above(Measure::kAnnualOpenings, v.state, openings))};
}
Dimensions Ohio2019(const View& v) { return OhioAbove(v, 360, 584); }
Dimensions Ohio2021(const View& v) { return OhioAbove(v, 200, 620); }

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

// Nobody says which occupations need a licence: any may be high-skill.
Dimensions MarylandSecond(const View& v) {
  Dimensions dimensions = Maryland(v);
  dimensions[1] = Or(dimensions[1], std::nullopt);
  return dimensions;
}

// The market rates no skills.
Dimensions Montana(const View& v) {
  const Truth skill =
      Or(Or(v.LevelIn(Measure::kTypicalEducation, {4, 5, 6, 7, 8}),
            v.LevelIn(Measure::kJobTraining, {4, 5})),
         std::nullopt);
  return {v.AgainstQuartile(3, Measure::kAnnualMedian, v.state, false), skill,
          Or(v.AgainstAll(Measure::kEmploymentChangePercent, v.state, false),
             v.AtLeast(Measure::kAnnualOpenings, v.state, 50))};
}

// Postings and hires are nowhere, so that one ratio of three is known.
Dimensions Tennessee(const View& v) {
  const Truth gates =
      And(v.AgainstAll(Measure::kAnnualMedian, v.region, true, 80),
          v.ShareAtLeast(Measure::kBaseEmployment, 4, 10000));
  const Truth openings = v.RatioAgainstMedian(Measure::kAnnualOpenings,
                                              Measure::kBaseEmployment, true);
  return {And(gates, CountReaches({std::nullopt, std::nullopt, openings}, 2))};
}

// Horizons of two and five years are nowhere and may say anything.
Dimensions Washington(const View& v) {
  const auto no = [](Truth truth) { return truth ? Truth(!*truth) : truth; };
  if (v.AtLeast(Measure::kBaseEmployment, v.region, 50) != Truth(true))
    return {std::nullopt};
  const Truth rising = And(v.GrowthReaches(0.9),
                           v.ShareAtLeast(Measure::kAnnualOpenings, 8, 10000));
  const Truth falling =
      And(no(v.GrowthReaches(0.7)),
          no(v.ShareAtLeast(Measure::kAnnualOpenings, 1, 100)));
  return {And(Or(rising, std::nullopt), no(Or(falling, std::nullopt)))};
}

Dimensions Colorado(const View& v) {
  return {v.Above(Measure::kAnnualMedian, v.state, 3400800),
          And(v.Above(Measure::kAnnualOpenings, v.state, 40),
              v.Above(Measure::kEmploymentChangePercent, v.state, 10000))};
}

// Which occupations belong to a cluster nobody says.
Dimensions OhioEdeps(const View& v) {
  const Truth wage = v.AtLeast(Measure::kAnnualMedian, v.region, 3650000);
  const Truth skill =
      Or(v.LevelIn(Measure::kJobTraining, {4, 5, 6}),
         Or(v.LevelIn(Measure::kWorkExperience, {3}),
            v.LevelIn(Measure::kTypicalEducation, {4, 5, 6, 7, 8})));
  const Truth outlook =
      Or(v.AgainstAll(Measure::kEmploymentChangePercent, v.region, true),
         v.AgainstMean(Measure::kAnnualOpenings, v.region, true));
  return {wage, skill, And(wage, And(outlook, std::nullopt))};
}

// The fewest and the most points from 1 to 10 for a figure of the region.
std::pair<int, int> DecilePoints(const View& v, Measure measure) {
  const auto mine = v.Of(measure, v.region);
  if (!mine) return {1, 10};
  const auto values = v.market.All(v.region, measure);
  size_t smaller = 0;
  while (smaller < values.size() && values[smaller] < *mine) ++smaller;
  const int points = static_cast<int>(1 + smaller * 10 / values.size());
  return {points, points};
}

// Four and five stars: more than 18 of 30 points.
Dimensions NorthCarolina(const View& v) {
  if (IsCatchAll(v.occupation) ||
      v.AtLeast(Measure::kProjectedEmployment, v.region,
                v.region == v.state ? 50 : 5) != Truth(true))
    return {std::nullopt};
  int fewest = 0;
  int most = 0;
  for (const Measure measure :
       {Measure::kAnnualMedian, Measure::kEmploymentChangePercent,
        Measure::kAnnualOpenings}) {
    const auto [low, high] = DecilePoints(v, measure);
    fewest += low;
    most += high;
  }
  if (fewest > 18) return {true};
  return {most > 18 ? Truth() : Truth(false)};
}

// The net new jobs of each group; nothing when a figure is withheld.
std::vector<std::optional<int64_t>> NetNewJobs(const View& v,
                                               const std::string& place) {
  std::vector<std::optional<int64_t>> sums(kGroups, 0);
  for (int i = 0; i < kOccupations; ++i) {
    auto& sum = sums[static_cast<size_t>(i / kGroupSize)];
    const auto change = v.market.Get(place, i, Measure::kEmploymentChange);
    if (!change || !sum) {
      sum.reset();
    } else {
      *sum += *change;
    }
  }
  return sums;
}

// Whether the group is among the first: `out` says which are taken out before.
Truth AmongFirst(const std::vector<std::optional<int64_t>>& sums,
                 const std::vector<Truth>& out, size_t group, int top) {
  if (out[group] == Truth(true)) return false;
  int surely_larger = 0;
  int perhaps_larger = 0;
  for (size_t other = 0; other < sums.size(); ++other) {
    if (other == group || out[other] == Truth(true)) continue;
    const bool known = sums[other] && sums[group];
    const bool larger = known && *sums[other] > *sums[group];
    surely_larger += larger && out[other] == Truth(false) ? 1 : 0;
    perhaps_larger += larger || !known ? 1 : 0;
  }
  if (surely_larger >= top) return false;
  if (perhaps_larger < top && out[group] == Truth(false)) return true;
  return std::nullopt;
}

// The state's ten groups, and a smaller region's five others.
Dimensions Texas(const View& v) {
  const auto group = static_cast<size_t>(v.occupation / kGroupSize);
  const auto of_state = NetNewJobs(v, v.state);
  const std::vector<Truth> none(kGroups, false);
  std::vector<Truth> statewide;
  for (size_t i = 0; i < kGroups; ++i)
    statewide.push_back(AmongFirst(of_state, none, i, 10));
  const Truth regional =
      v.region == v.state
          ? Truth(false)
          : AmongFirst(NetNewJobs(v, v.region), statewide, group, 5);
  const Truth skill =
      Or(v.LevelIn(Measure::kTypicalEducation, {3, 4, 5}),
         And(v.LevelIn(Measure::kTypicalEducation, {1, 2}), std::nullopt));
  return {skill, Or(statewide[group], regional)};
}

struct State {
  const char* id;
  Dimensions (*definition)(const View&);
  int required;
};
constexpr State kStates[] = {
    {"us-ne", Nebraska, 3},       {"us-or.1", Oregon, 1},
    {"us-or", OregonSecond, 1},   {"us-oh.2017", Ohio2017, 2},
    {"us-oh.2019", Ohio2019, 2},  {"us-oh", Ohio2021, 2},
    {"us-sd", SouthDakota, 2},    {"us-md.1", Maryland, 1},
    {"us-md", MarylandSecond, 1}, {"us-mt", Montana, 1},
    {"us-tn", Tennessee, 1},      {"us-wa", Washington, 1},
    {"us-co", Colorado, 2},       {"us-oh-edeps", OhioEdeps, 3},
    {"us-nc", NorthCarolina, 1},  {"us-tx", Texas, 2}};

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
    for (const State& state : kStates) {
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
}  // namespace plumbline::alignment
