// Points among the occupations that meet the guards, held to every way of
// settling which of them do.

#include "services/alignment/domain/scoring/clauses/points.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/quantities/decile_row.h"
#include "services/alignment/domain/testing/clause_market.h"
#include "services/common/testing/sanitized.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using testing::Compare;
using testing::Constant;
using ::testing::ElementsAre;
using testing::GrowingMarket;
using testing::Market;
using testing::Number;
using testing::OfClause;
using testing::OutcomesIn;
using testing::ScoreClause;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Measure;

constexpr Outcome kPass = Outcome::kPass;
constexpr Outcome kFail = Outcome::kFail;
constexpr Outcome kUnknown = Outcome::kUnknown;

ScoreComponent Growth(ScoreComponent::Binning binning) {
  ScoreComponent component;
  component.quantity = {Measure::kEmploymentChange};
  component.binning = binning;
  component.weight_milli = 1000;
  return component;
}

// Occupations 11-1000 and on with these figures in the nation.
std::shared_ptr<const Edition> WorldOf(const std::vector<int64_t>& figures) {
  TinyWorld world;
  world.Nation();
  auto table =
      world.Table("2022/2032", {Measure::kEmploymentChange}, "soc-2018", 10);
  for (size_t i = 0; i < figures.size(); ++i) {
    const std::string code = absl::StrCat("11-", 1000 + i);
    world.Occupation(code, code);
    table.Row("us", code, {Number(figures[i])});
  }
  return world.Build();
}

// The definition: one more than the tenths of the members that are smaller.
int64_t PointsAmong(const std::vector<int64_t>& figures,
                    const std::vector<bool>& member, int64_t value) {
  int64_t all = 0;
  int64_t smaller = 0;
  for (size_t i = 0; i < figures.size(); ++i) {
    if (!member[i]) continue;
    ++all;
    smaller += figures[i] < value ? 1 : 0;
  }
  return all == 0 ? 1 : std::min<int64_t>(10, 1 + smaller * 10 / all);
}

struct Ends {
  int64_t fewest = 10;
  int64_t most = 1;
};

// The fewest and most points over every choice of who of the open ones counts.
Ends BruteForce(const std::vector<int64_t>& figures,
                const std::vector<Outcome>& members, int64_t value) {
  Ends ends;
  for (uint32_t choice = 0; choice < 1U << figures.size(); ++choice) {
    std::vector<bool> member;
    bool allowed = true;
    for (size_t i = 0; i < figures.size(); ++i) {
      member.push_back((choice >> i & 1) != 0);
      allowed = allowed && (members[i] == kUnknown ||
                            member.back() == (members[i] == kPass));
    }
    if (!allowed) continue;
    const int64_t points = PointsAmong(figures, member, value);
    ends.fewest = std::min(ends.fewest, points);
    ends.most = std::max(ends.most, points);
  }
  return ends;
}

TEST(PointScaleTest, OpenMembersCountInEveryWayThatTheyMay) {
  std::mt19937 random(20'26);
  for (int trial = 0; trial < ::plumbline::testing::Cases(60); ++trial) {
    std::vector<int64_t> figures;
    std::vector<Outcome> members;
    for (int i = 0; i < 9; ++i) {
      figures.push_back(static_cast<int64_t>(random() % 7));
      members.push_back(static_cast<Outcome>(1 + random() % 3));
    }
    const auto edition = WorldOf(figures);
    const PointScale scale = PointScale::Of(
        *edition, Growth(ScoreComponent::Binning::kDecile), 0, members);
    for (int64_t value = 0; value < 8; ++value) {
      const auto points = scale.PointsOf(Interval::Exactly({value, 1}));
      const Ends expected = BruteForce(figures, members, value);
      ASSERT_TRUE(points);
      EXPECT_EQ(Round(points->low), expected.fewest * 1000) << trial;
      EXPECT_EQ(Round(*points->high), expected.most * 1000) << trial;
    }
  }
}

TEST(PointScaleTest, DeviationsNeedToKnowWhoCounts) {
  const auto edition = WorldOf({10, 20, 30, 40});
  const auto component = Growth(ScoreComponent::Binning::kZScore);
  const auto value = Interval::Exactly({40, 1});
  EXPECT_FALSE(
      PointScale::Of(*edition, component, 0, {kPass, kPass, kPass, kUnknown})
          .PointsOf(value));
  // 10, 20 and 30: the mean is 20, the deviation 8.165.
  const auto points =
      PointScale::Of(*edition, component, 0, {kPass, kPass, kPass, kFail})
          .PointsOf(value);
  ASSERT_TRUE(points);
  EXPECT_EQ(Round(points->low), 2449);
  EXPECT_FALSE(PointScale::OfUnknown(component));
}

// Jobs, of which the guard asks 50, beside the growth of GrowingMarket in the
// state: 100, 50, 400 and -20.
TinyWorld GuardedMarket(std::vector<vocabulary::Figure> jobs) {
  TinyWorld world = GrowingMarket(Number(2));
  world.Table("2023-05", {Measure::kEmployment})
      .Row("us-tx", "15-1211", {jobs[0]})
      .Row("us-tx", "15-1212", {jobs[1]})
      .Row("us-tx", "29-1141", {jobs[2]})
      .Row("us-tx", "29-1199", {jobs[3]});
  return world;
}

Policy GuardedScore(bool among_guarded, int32_t points) {
  Clause score = ScoreClause(ScoreComponent::Binning::kDecile,
                             Comparator::kAtLeast, points * 1000);
  score.among_guarded = among_guarded;
  Policy policy = OfClause(score);
  policy.guards = {{Compare("floor", {Measure::kEmployment},
                            Comparator::kAtLeast, Constant(50)),
                    Guard::Action::kUnrated, "too few jobs to rate"}};
  return policy;
}

TEST(ScoreAmongGuardedTest, WhatIsLeftOutIsNotAmongThoseThatAreCompared) {
  const auto world =
      GuardedMarket({Number(900), Number(900), Number(900), Number(10)});
  // Of all four, 50 has 1 + 2 points; without -20 it is the smallest.
  EXPECT_THAT(OutcomesIn(world, GuardedScore(false, 3), "us-tx"),
              ElementsAre(kPass, kPass, kPass, kUnknown));
  EXPECT_THAT(OutcomesIn(world, GuardedScore(true, 3), "us-tx"),
              ElementsAre(kPass, kFail, kPass, kUnknown));
  EXPECT_THAT(OutcomesIn(world, GuardedScore(true, 4), "us-tx"),
              ElementsAre(kPass, kFail, kPass, kUnknown));
  EXPECT_THAT(OutcomesIn(world, GuardedScore(true, 5), "us-tx"),
              ElementsAre(kFail, kFail, kPass, kUnknown));
}

TEST(ScoreAmongGuardedTest, WhoMayBeLeftOutLeavesOpenWhatHangsOnIt) {
  const auto world =
      GuardedMarket({Number(900), Number(900), Number(900), Withheld()});
  EXPECT_THAT(OutcomesIn(world, GuardedScore(true, 3), "us-tx"),
              ElementsAre(kPass, kUnknown, kPass, kUnknown));
  EXPECT_THAT(OutcomesIn(world, GuardedScore(true, 4), "us-tx"),
              ElementsAre(kPass, kFail, kPass, kUnknown));
}

TEST(DecileRowTest, WhatHasNoUpperEndMayBeAboveNumbersOfAnySize) {
  // Lower ends that take eight bytes beside upper ends that fit in four.
  const int64_t large = 5'000'000'000;
  QuantityRow row;
  const uint8_t marks = QuantityRow::kKnown | QuantityRow::kCounts;
  row.marks = {marks, marks, marks};
  row.lows = Numerators({1, 2, large});
  row.highs = Numerators({1, 2, QuantityRow::kNoBound});
  const DecileRow deciles = DecilesOf(row);
  ASSERT_TRUE(deciles.exact);
  EXPECT_THAT(deciles.fewest, ElementsAre(1, 4, 7));
  EXPECT_THAT(deciles.most, ElementsAre(1, 4, 10));
}

TEST(ScoreTest, WhereNobodyHasTheFigureItMayHaveAnyPoints) {
  const auto outcomes = [](int32_t points) {
    return OutcomesIn(
        Market(),
        OfClause(ScoreClause(ScoreComponent::Binning::kDecile,
                             Comparator::kAtLeast, points * 1000)),
        "us-tx");
  };
  EXPECT_THAT(outcomes(1), ElementsAre(kPass, kPass, kPass, kPass));
  EXPECT_THAT(outcomes(2), ElementsAre(kUnknown, kUnknown, kUnknown, kUnknown));
  EXPECT_THAT(outcomes(11), ElementsAre(kFail, kFail, kFail, kFail));
}

}  // namespace
}  // namespace plumbline::alignment
