#include "tests/conformance/policies/state_definitions.h"

#include <optional>
#include <string>
#include <utility>

namespace plumbline::alignment::reference {
namespace {

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

constexpr State kStates[] = {
    {"us-ne", Nebraska, 3},       {"us-or.1", Oregon, 1},
    {"us-or", OregonSecond, 1},   {"us-oh.2017", Ohio2017, 2},
    {"us-oh.2019", Ohio2019, 2},  {"us-oh", Ohio2021, 2},
    {"us-sd", SouthDakota, 2},    {"us-md.1", Maryland, 1},
    {"us-md", MarylandSecond, 1}, {"us-mt", Montana, 1},
    {"us-tn", Tennessee, 1},      {"us-wa", Washington, 1},
    {"us-co", Colorado, 2},       {"us-oh-edeps", OhioEdeps, 3},
    {"us-nc", NorthCarolina, 1},  {"us-tx", Texas, 2}};

}  // namespace

absl::Span<const State> AllStates() { return kStates; }

}  // namespace plumbline::alignment::reference
