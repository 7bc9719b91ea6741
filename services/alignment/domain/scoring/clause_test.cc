#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/evaluate_occupation.h"
#include "services/alignment/domain/scoring/evaluate_program.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

// Each construct of the policy language in a market of a few lines.
namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::Dollars;
using ::testing::ElementsAre;
using testing::Group;
using ::testing::HasSubstr;
using testing::Number;
using testing::PolicyOf;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Measure;

constexpr Outcome kPass = Outcome::kPass;
constexpr Outcome kFail = Outcome::kFail;
constexpr Outcome kUnknown = Outcome::kUnknown;

// Four occupations in two groups of four digits, two of each.
TinyWorld Market() {
  TinyWorld world;
  world.Nation().State("us-tx").Metro("us-cbsa-1", "us-tx");
  world.Occupation("15-1211", "Analysts", "", {15121100})
      .Occupation("15-1212", "Security", "", {15121200})
      .Occupation("29-1141", "Nurses", "", {29114100})
      .Occupation("29-1199", "Others", "", {29119900});
  return world;
}

// Growth in jobs of the four in the state and the metropolitan area.
TinyWorld GrowingMarket(vocabulary::Figure nurses_in_metro) {
  TinyWorld world = Market();
  world.Table("2022/2032", {Measure::kEmploymentChange}, "soc-2018", 10)
      .Row("us-tx", "15-1211", {Number(100)})
      .Row("us-tx", "15-1212", {Number(50)})
      .Row("us-tx", "29-1141", {Number(400)})
      .Row("us-tx", "29-1199", {Number(-20)})
      .Row("us-cbsa-1", "15-1211", {Number(10)})
      .Row("us-cbsa-1", "15-1212", {Number(5)})
      .Row("us-cbsa-1", "29-1141", {nurses_in_metro})
      .Row("us-cbsa-1", "29-1199", {Number(1)});
  return world;
}

Policy OfClause(Clause clause) {
  return PolicyOf({{Dimension::kInDemand, std::move(clause)}});
}

// The outcomes of all occupations, by code.
std::vector<Outcome> OutcomesIn(const TinyWorld& world, const Policy& policy,
                                const std::string& region,
                                const std::string& day = "") {
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy, day);
  EXPECT_TRUE(bound.ok()) << bound.status();
  std::vector<Outcome> outcomes;
  for (size_t i = 0; bound.ok() && i < edition->occupation_count(); ++i)
    outcomes.push_back(OutcomesOf(**bound, *edition->FindRegion(region),
                                  static_cast<OccupationIndex>(i))[0]);
  return outcomes;
}

Clause RankClause(const std::string& id, int32_t digits, int32_t top,
                  Scope scope = Scope::kRegion) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kRank;
  clause.quantity = {Measure::kEmploymentChange};
  clause.quantity.scope = scope;
  clause.group_digits = digits;
  clause.count = top;
  return clause;
}

TEST(RankTest, GroupsRankByTheirSum) {
  EXPECT_THAT(OutcomesIn(GrowingMarket(Number(2)),
                         OfClause(RankClause("rank", 4, 1)), "us-tx"),
              ElementsAre(kFail, kFail, kPass, kPass));
  EXPECT_THAT(OutcomesIn(GrowingMarket(Number(2)),
                         OfClause(RankClause("rank", 4, 1)), "us-cbsa-1"),
              ElementsAre(kPass, kPass, kFail, kFail));
  EXPECT_THAT(OutcomesIn(GrowingMarket(Number(2)),
                         OfClause(RankClause("rank", 6, 2)), "us-tx"),
              ElementsAre(kPass, kFail, kPass, kFail));
}

TEST(RankTest, AGroupWithAWithheldFigureLeavesOpenWhoComesFirst) {
  EXPECT_THAT(OutcomesIn(GrowingMarket(Withheld()),
                         OfClause(RankClause("rank", 4, 1)), "us-cbsa-1"),
              ElementsAre(kUnknown, kUnknown, kUnknown, kUnknown));
  EXPECT_THAT(OutcomesIn(GrowingMarket(Withheld()),
                         OfClause(RankClause("rank", 4, 2)), "us-cbsa-1"),
              ElementsAre(kPass, kPass, kPass, kPass));
}

TEST(RankTest, WhatHasNoRowCountsNothingOnlyWhenTheRuleSaysSo) {
  TinyWorld world = Market();
  world.Table("2022/2032", {Measure::kEmploymentChange}, "soc-2018", 10)
      .Row("us-tx", "15-1211", {Number(100)})
      .Row("us-tx", "29-1141", {Number(40)});
  Clause rank = RankClause("rank", 4, 1);
  EXPECT_THAT(OutcomesIn(world, OfClause(rank), "us-tx"),
              ElementsAre(kUnknown, kUnknown, kUnknown, kUnknown));
  rank.unpublished_counts_nothing = true;
  EXPECT_THAT(OutcomesIn(world, OfClause(rank), "us-tx"),
              ElementsAre(kPass, kPass, kFail, kFail));
}

TEST(RankTest, GroupsOfAnotherRankingAreTakenOutFirst) {
  Clause regional = RankClause("regional", 4, 1);
  regional.clauses = {RankClause("statewide", 4, 1, Scope::kState)};
  // Statewide the health group is first; what is left begins with the other.
  EXPECT_THAT(
      OutcomesIn(GrowingMarket(Number(900)), OfClause(regional), "us-cbsa-1"),
      ElementsAre(kPass, kPass, kFail, kFail));
}

TEST(RankTest, TiesWithTheLastAreAmongTheFirst) {
  TinyWorld world = Market();
  auto table =
      world.Table("2022/2032", {Measure::kEmploymentChange}, "soc-2018", 10);
  for (const char* code : {"15-1211", "15-1212", "29-1141", "29-1199"})
    table.Row("us-tx", code, {Number(7)});
  EXPECT_THAT(OutcomesIn(world, OfClause(RankClause("rank", 6, 1)), "us-tx"),
              ElementsAre(kPass, kPass, kPass, kPass));
}

Clause ScoreClause(ScoreComponent::Binning binning, Comparator comparator,
                   int32_t cut_milli) {
  Clause clause;
  clause.id = "score";
  clause.kind = Clause::Kind::kScore;
  ScoreComponent component;
  component.quantity = {Measure::kEmploymentChange};
  component.binning = binning;
  component.weight_milli = 1000;
  clause.components = {component};
  clause.comparator = comparator;
  clause.cut_milli = cut_milli;
  return clause;
}

TEST(ScoreTest, DecilesAreTenthsOfThoseThatHaveTheFigure) {
  // Of four figures, the smallest has 1 point, then 1 + 2, 1 + 5 and 1 + 7.
  const TinyWorld world = GrowingMarket(Number(2));
  const auto at_least = [&](int32_t points) {
    return OutcomesIn(
        world,
        OfClause(ScoreClause(ScoreComponent::Binning::kDecile,
                             Comparator::kAtLeast, points * 1000)),
        "us-tx");
  };
  EXPECT_THAT(at_least(1), ElementsAre(kPass, kPass, kPass, kPass));
  EXPECT_THAT(at_least(3), ElementsAre(kPass, kPass, kPass, kFail));
  EXPECT_THAT(at_least(6), ElementsAre(kPass, kFail, kPass, kFail));
  EXPECT_THAT(at_least(8), ElementsAre(kFail, kFail, kPass, kFail));
  EXPECT_THAT(at_least(9), ElementsAre(kFail, kFail, kFail, kFail));
}

TEST(ScoreTest, AWithheldFigureMayHaveAnyPoints) {
  const auto outcomes = [](int32_t cut) {
    return OutcomesIn(GrowingMarket(Withheld()),
                      OfClause(ScoreClause(ScoreComponent::Binning::kDecile,
                                           Comparator::kAtLeast, cut)),
                      "us-cbsa-1");
  };
  EXPECT_EQ(outcomes(1000)[2], kPass);
  EXPECT_EQ(outcomes(5000)[2], kUnknown);
  EXPECT_EQ(outcomes(11000)[2], kFail);
}

TEST(ScoreTest, DeviationsAreFromTheMeanOfThoseThatHaveTheFigure) {
  // 100, 50, 400 and -20: the mean is 132.5, the deviation about 160.
  EXPECT_THAT(OutcomesIn(GrowingMarket(Number(2)),
                         OfClause(ScoreClause(ScoreComponent::Binning::kZScore,
                                              Comparator::kGreaterThan, 1500)),
                         "us-tx"),
              ElementsAre(kFail, kFail, kPass, kFail));
}

Clause Tiers() {
  Clause clause;
  clause.id = "tiers";
  clause.kind = Clause::Kind::kClassify;
  clause.clauses = {Compare("tier.1", {Measure::kHourlyMedian},
                            Comparator::kGreaterThan, Constant(3119)),
                    Compare("tier.2", {Measure::kHourlyMedian},
                            Comparator::kGreaterThan, Constant(1635))};
  clause.classes = {{"Tier 1", true}, {"Tier 2", true}};
  clause.otherwise = {"none", false};
  return clause;
}

TEST(ClassifyTest, TheFirstClassThatHoldsNamesTheOccupation) {
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kHourlyMedian})
      .Row("us-tx", "15-1211", {Number(4000)})
      .Row("us-tx", "15-1212", {Number(2000)})
      .Row("us-tx", "29-1141", {Number(1000)})
      .Row("us-tx", "29-1199", {Withheld()});
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, OfClause(Tiers()));
  ASSERT_OK(bound);
  std::vector<std::string> classes;
  for (OccupationIndex i = 0; i < 4; ++i) {
    const OccupationResult result =
        EvaluateOccupation(**bound, *edition->FindRegion("us-tx"), i);
    const ClassOption* option = result.dimensions[0].option;
    classes.push_back(option == nullptr ? "unknown" : option->name);
  }
  EXPECT_THAT(classes, ElementsAre("Tier 1", "Tier 2", "none", "unknown"));
  EXPECT_THAT(OutcomesIn(world, OfClause(Tiers()), "us-tx"),
              ElementsAre(kPass, kPass, kFail, kUnknown));
}

TEST(ClassifyTest, AnUnknownClassThatPassesEitherWayPasses) {
  // The wage is withheld, but whatever it is, one of two classes that pass
  // holds.
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kHourlyMedian})
      .Row("us-tx", "15-1211", {Withheld()});
  Clause clause = Tiers();
  clause.otherwise.passes = true;
  EXPECT_EQ(OutcomesIn(world, OfClause(clause), "us-tx")[0], kPass);
}

Policy Listed(const std::string& from, const std::string& until) {
  Clause clause;
  clause.id = "listed";
  clause.kind = Clause::Kind::kInList;
  clause.list = "board";
  Policy policy = OfClause(clause);
  OccupationList list;
  list.id = "board";
  list.citation.authority = "A board";
  list.valid_from = from;
  list.valid_until = until;
  list.entries = {
      {"29-1141", "regions/us-tx", "hospitals ask", "", ""},
      {"15-12", "regions/us-cbsa-1", "data centres", "", "2026-03-01"}};
  policy.lists = {list};
  return policy;
}

TEST(InListTest, AnEntryHoldsInItsRegionAndWhatLiesInside) {
  const Policy policy = Listed("2026-01-01", "2027-01-01");
  EXPECT_THAT(OutcomesIn(Market(), policy, "us-tx", "2026-02-01"),
              ElementsAre(kFail, kFail, kPass, kFail));
  EXPECT_THAT(OutcomesIn(Market(), policy, "us-cbsa-1", "2026-02-01"),
              ElementsAre(kPass, kPass, kPass, kFail));
  EXPECT_THAT(OutcomesIn(Market(), policy, "us", "2026-02-01"),
              ElementsAre(kFail, kFail, kFail, kFail));
  EXPECT_THAT(OutcomesIn(Market(), policy, "us-cbsa-1", "2026-03-01"),
              ElementsAre(kFail, kFail, kPass, kFail));
}

TEST(InListTest, AListPastItsDatesIsUnknownAndSaysSo) {
  const Policy policy = Listed("2026-01-01", "2027-01-01");
  for (const char* day : {"2025-12-31", "2027-01-01"})
    EXPECT_THAT(OutcomesIn(Market(), policy, "us-tx", day),
                ElementsAre(kUnknown, kUnknown, kUnknown, kUnknown));
  const auto edition = Market().Build();
  const auto bound = BoundPolicy::Create(edition, policy, "2027-06-01");
  ASSERT_OK(bound);
  const Decision decision =
      EvaluateProgram(**bound, *edition->FindRegion("us-tx"),
                      {"revision-1", "", "", {{"29-1141", "soc-2018"}}});
  EXPECT_EQ(decision.verdict, Verdict::kIndeterminate);
  ASSERT_EQ(decision.flags.size(), 1U);
  EXPECT_EQ(decision.flags[0].reason, FlagReason::kListNotInForce);
}

TEST(GuardTest, WhatAFloorLeavesOutIsUnratedOrFails) {
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kEmployment, Measure::kAnnualMedian})
      .Row("us-tx", "00-0000", {Number(10000), Dollars(40000)})
      .Row("us-tx", "15-1211", {Number(40), Dollars(90000)})
      .Row("us-tx", "15-1212", {Number(50), Dollars(90000)})
      .Row("us-tx", "29-1141", {Withheld(), Dollars(90000)})
      .Row("us-tx", "29-1199", {Number(9), Dollars(20000)});
  Policy policy = OfClause(Compare("wage", {Measure::kAnnualMedian},
                                   Comparator::kGreaterThan, AllOccupations()));
  policy.guards = {{Compare("floor", {Measure::kEmployment},
                            Comparator::kAtLeast, Constant(50)),
                    Guard::Action::kUnrated, "too few jobs to rate"}};
  // Not rated is not failed, whatever the wage says.
  EXPECT_THAT(OutcomesIn(world, policy, "us-tx"),
              ElementsAre(kUnknown, kPass, kUnknown, kUnknown));
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  ASSERT_OK(bound);
  const Decision decision =
      EvaluateProgram(**bound, *edition->FindRegion("us-tx"),
                      {"revision-1", "", "", {{"15-1211", "soc-2018"}}});
  EXPECT_EQ(decision.verdict, Verdict::kUnrated);
  ASSERT_EQ(decision.flags.size(), 1U);
  EXPECT_EQ(decision.flags[0].reason, FlagReason::kOutsideRule);
  EXPECT_THAT(decision.flags[0].message, HasSubstr("too few jobs to rate"));
  policy.guards[0].action = Guard::Action::kFail;
  EXPECT_THAT(OutcomesIn(world, policy, "us-tx"),
              ElementsAre(kFail, kPass, kUnknown, kFail));
}

TEST(GuardTest, CodesThatEndInNineAreKeptOut) {
  Clause all_other;
  all_other.id = "all-other";
  all_other.kind = Clause::Kind::kCodeMatches;
  all_other.levels = {"*9"};
  Policy policy = OfClause(Group("not", Clause::Kind::kNot, {all_other}));
  EXPECT_THAT(OutcomesIn(Market(), policy, "us-tx"),
              ElementsAre(kPass, kPass, kPass, kFail));
}

TEST(ExceptionTest, AnOccupationIsLetInOrKeptOutByNameWithItsReason) {
  TinyWorld world = GrowingMarket(Number(2));
  Policy policy = OfClause(RankClause("rank", 6, 1));
  policy.exceptions = {
      {PolicyException::Kind::kInclude,
       {"15-12", "regions/us-tx", "critical", "a petition", "2026-07-01"},
       Dimension::kUnspecified},
      {PolicyException::Kind::kExclude,
       {"29-1141", "", "too many already", "", ""},
       Dimension::kInDemand}};
  EXPECT_THAT(OutcomesIn(world, policy, "us-tx", "2026-06-30"),
              ElementsAre(kPass, kPass, kFail, kFail));
  EXPECT_THAT(OutcomesIn(world, policy, "us-tx", "2026-07-01"),
              ElementsAre(kFail, kFail, kFail, kFail));
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy, "2026-06-30");
  ASSERT_OK(bound);
  const Decision decision =
      EvaluateProgram(**bound, *edition->FindRegion("us-tx"),
                      {"revision-1", "", "", {{"15-1211", "soc-2018"}}});
  EXPECT_EQ(decision.verdict, Verdict::kAligned);
  ASSERT_EQ(decision.flags.size(), 1U);
  EXPECT_THAT(decision.flags[0].message, HasSubstr("critical (a petition)"));
}

TEST(QuantityTest, AShareIsOfAllOccupationsInTheSamePlace) {
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kEmployment})
      .Row("us-tx", "00-0000", {Number(10000)})
      .Row("us-tx", "15-1211", {Number(4)})
      .Row("us-tx", "15-1212", {Number(3)})
      .Row("us-tx", "29-1141", {Withheld()});
  Quantity share{Measure::kEmployment};
  share.kind = Quantity::Kind::kShare;
  // 0.04 % of 10,000 are 4.
  EXPECT_THAT(OutcomesIn(world,
                         OfClause(Compare("share", share, Comparator::kAtLeast,
                                          Constant(40))),
                         "us-tx"),
              ElementsAre(kPass, kFail, kUnknown, kUnknown));
}

TEST(QuantityTest, YearlyGrowthIsTheChangeOverItsHorizon) {
  TinyWorld world = Market();
  world.Table("2022/2032", {Measure::kEmploymentChangePercent}, "soc-2018", 10)
      .Row("us-tx", "00-0000", {Number(10000)})
      .Row("us-tx", "15-1211", {Number(10000)})
      .Row("us-tx", "15-1212", {Number(9000)})
      .Row("us-tx", "29-1141", {Number(8999)})
      .Row("us-tx", "29-1199", {Number(-50000)});
  Quantity growth{Measure::kEmploymentChangePercent};
  growth.kind = Quantity::Kind::kYearlyGrowth;
  growth.method = Quantity::YearlyMethod::kAverage;
  const auto outcomes = [&](const Benchmark& benchmark) {
    return OutcomesIn(
        world,
        OfClause(Compare("growth", growth, Comparator::kAtLeast, benchmark)),
        "us-tx");
  };
  EXPECT_THAT(outcomes(Constant(900)), ElementsAre(kPass, kPass, kFail, kFail));
  EXPECT_THAT(outcomes(AllOccupations(Scope::kRegion, 90000)),
              ElementsAre(kPass, kPass, kFail, kFail));
  // 10 % over ten years compound from 0.9577 % a year, 9 % from 0.8655 %.
  growth.method = Quantity::YearlyMethod::kCompound;
  EXPECT_THAT(outcomes(Constant(900)), ElementsAre(kPass, kFail, kFail, kFail));
  EXPECT_THAT(outcomes(Constant(957)), ElementsAre(kPass, kFail, kFail, kFail));
  EXPECT_THAT(outcomes(Constant(958)), ElementsAre(kFail, kFail, kFail, kFail));
}

TEST(QuantityTest, DescriptorsAreCountedAsTheirPublisherRatesThem) {
  TinyWorld world = Market();
  const auto skills = DescriptorDomain::kSkills;
  world.Rated(15121100, "2.A.1.a", skills, 300)
      .Rated(15121100, "2.A.1.b", skills, 412)
      .Rated(15121100, "2.A.1.c", skills, 299)
      .Rated(15121100, "2.B.1.a", skills, 500)
      .Rated(15121200, "2.A.1.a", skills, 300)
      .Rated(15121200, "2.A.1.b", skills, 412, DescriptorScale::kImportance,
             true)
      .Rated(29114100, "2.A.1.a", skills, 300);
  Quantity count;
  count.kind = Quantity::Kind::kDescriptorCount;
  count.element_prefix = "2.A";
  count.scale = "IM";
  count.minimum = 300;
  EXPECT_THAT(OutcomesIn(world,
                         OfClause(Compare("skills", count, Comparator::kAtLeast,
                                          Constant(2))),
                         "us-tx"),
              ElementsAre(kPass, kUnknown, kFail, kUnknown));
}

TEST(BenchmarkTest, ATableIsReadForTheRegionOrTheNearestLargerOne) {
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us-tx", "15-1211", {Dollars(45000)})
      .Row("us-cbsa-1", "15-1211", {Dollars(45000)})
      .Row("us", "15-1211", {Dollars(45000)});
  Benchmark living;
  living.kind = Benchmark::Kind::kTableValue;
  living.name = "living";
  living.row = "single";
  Policy policy = OfClause(Compare("living", {Measure::kAnnualMedian},
                                   Comparator::kAtLeast, living));
  policy.tables = {{"living",
                    {},
                    Measure::kAnnualMean,
                    "2024",
                    {{"regions/us-tx", "single", 4'000'000},
                     {"regions/us-cbsa-1", "single", 5'000'000}}}};
  EXPECT_EQ(OutcomesIn(world, policy, "us-tx")[0], kPass);
  EXPECT_EQ(OutcomesIn(world, policy, "us-cbsa-1")[0], kFail);
  EXPECT_EQ(OutcomesIn(world, policy, "us")[0], kUnknown);
}

TEST(BenchmarkTest, ANamedBenchmarkTakesItsShareOfAShare) {
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us-tx", "00-0000", {Dollars(50000)})
      .Row("us-tx", "15-1211", {Dollars(36000)})
      .Row("us-tx", "15-1212", {Dollars(35999)});
  Benchmark named;
  named.kind = Benchmark::Kind::kNamed;
  named.name = "floor";
  named.percent_milli = 90000;
  Policy policy = OfClause(
      Compare("wage", {Measure::kAnnualMedian}, Comparator::kAtLeast, named));
  // 90 % of 80 % of $50,000 are $36,000.
  policy.benchmarks = {{"floor", AllOccupations(Scope::kRegion, 80000)}};
  EXPECT_THAT(OutcomesIn(world, policy, "us-tx"),
              ElementsAre(kPass, kFail, kUnknown, kUnknown));
}

TEST(BorrowTest, OnlyTheKindsThatTheRuleNamesLendAFigure) {
  TinyWorld world = Market();
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us-tx", "15-1211", {Dollars(60000)})
      .Row("us", "15-1211", {Dollars(40000)})
      .Row("us", "15-1212", {Dollars(40000)});
  Policy policy = OfClause(Compare("wage", {Measure::kAnnualMedian},
                                   Comparator::kAtLeast, Constant(3'000'000)));
  policy.borrow = true;
  EXPECT_THAT(OutcomesIn(world, policy, "us-cbsa-1"),
              ElementsAre(kPass, kPass, kUnknown, kUnknown));
  policy.borrow_from = {RegionKind::kState};
  EXPECT_THAT(OutcomesIn(world, policy, "us-cbsa-1"),
              ElementsAre(kPass, kUnknown, kUnknown, kUnknown));
}

}  // namespace
}  // namespace plumbline::alignment
