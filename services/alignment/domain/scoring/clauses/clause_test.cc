#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/testing/clause_market.h"
#include "services/common/testing/status_matchers.h"

// Each kind of clause in a market of a few lines.
namespace plumbline::alignment {
namespace {

using testing::Compare;
using testing::Constant;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::Group;
using testing::GrowingMarket;
using testing::Market;
using testing::Number;
using testing::OfClause;
using testing::OutcomesIn;
using testing::RankClause;
using testing::ScoreClause;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Measure;

constexpr Outcome kPass = Outcome::kPass;
constexpr Outcome kFail = Outcome::kFail;
constexpr Outcome kUnknown = Outcome::kUnknown;

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

Clause OfKinds(std::vector<RegionKind> kinds) {
  Clause clause;
  clause.id = "kinds";
  clause.kind = Clause::Kind::kRegionKind;
  clause.region_kinds = std::move(kinds);
  return clause;
}

TEST(RegionKindTest, ItIsTheRegionThatIsAskedWhateverIsRead) {
  const Policy of_state = OfClause(OfKinds({RegionKind::kState}));
  EXPECT_THAT(OutcomesIn(Market(), of_state, "us-tx"), Each(kPass));
  EXPECT_THAT(OutcomesIn(Market(), of_state, "us-cbsa-1"), Each(kFail));
  EXPECT_THAT(OutcomesIn(Market(), of_state, "us"), Each(kFail));
  const Policy whole =
      OfClause(OfKinds({RegionKind::kState, RegionKind::kNation}));
  EXPECT_THAT(OutcomesIn(Market(), whole, "us-tx"), Each(kPass));
  EXPECT_THAT(OutcomesIn(Market(), whole, "us"), Each(kPass));
}

// Texas: the state's first group, and a region's own after it.
TEST(RegionKindTest, AListThatOnlyAreasHaveIsNotAskedOfTheState) {
  Clause region = RankClause("region", 4, 1);
  region.clauses = {RankClause("region.state", 4, 1, Scope::kState)};
  Clause area = Group("area", Clause::Kind::kNot,
                      {OfKinds({RegionKind::kState, RegionKind::kNation})});
  const Policy policy =
      OfClause(Group("any", Clause::Kind::kAny,
                     {RankClause("state", 4, 1, Scope::kState),
                      Group("both", Clause::Kind::kAll, {area, region})}));
  const TinyWorld world = GrowingMarket(Number(2));
  EXPECT_THAT(OutcomesIn(world, policy, "us-tx"),
              ElementsAre(kFail, kFail, kPass, kPass));
  EXPECT_THAT(OutcomesIn(world, policy, "us-cbsa-1"),
              ElementsAre(kPass, kPass, kPass, kPass));
}

TEST(RegionKindTest, TheRecordNamesTheKind) {
  const auto edition = Market().Build();
  const auto bound =
      BoundPolicy::Create(edition, OfClause(OfKinds({RegionKind::kState})));
  ASSERT_OK(bound);
  const Decision decision =
      EvaluateProgram(**bound, *edition->FindRegion("us-cbsa-1"),
                      {"revision-1", "", "", {{"29-1141", "soc-2018"}}});
  EXPECT_EQ(decision.verdict, Verdict::kNotAligned);
  EXPECT_EQ(decision.occupations[0].dimensions[0].explanation,
            "The region is a metropolitan area.");
}

}  // namespace
}  // namespace plumbline::alignment
