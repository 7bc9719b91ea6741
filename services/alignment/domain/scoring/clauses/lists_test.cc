#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/testing/clause_market.h"
#include "services/common/testing/status_matchers.h"

// What stands around the clauses: lists, guards and exceptions.
namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::Dollars;
using ::testing::ElementsAre;
using testing::Group;
using testing::GrowingMarket;
using ::testing::HasSubstr;
using testing::Market;
using testing::Number;
using testing::OfClause;
using testing::OutcomesIn;
using testing::RankClause;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Measure;

constexpr Outcome kPass = Outcome::kPass;
constexpr Outcome kFail = Outcome::kFail;
constexpr Outcome kUnknown = Outcome::kUnknown;

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

}  // namespace
}  // namespace plumbline::alignment
