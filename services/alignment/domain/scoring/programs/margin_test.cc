#include "services/alignment/domain/scoring/programs/margin.h"

#include <string>

#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::Dollars;
using testing::Group;
using ::testing::HasSubstr;
using testing::Number;
using testing::PolicyOf;
using ::testing::SizeIs;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Figure;
using vocabulary::Measure;

const ProgramFacts kNurses{"revision-1", "", "", {{"29-1141", "soc-2018"}}};
const ProgramFacts kBoth{
    "revision-1", "", "", {{"29-1141", "soc-2018"}, {"15-1211", "soc-2018"}}};

TinyWorld Market(Figure nurses, Figure analysts, Figure all) {
  TinyWorld world;
  world.Nation()
      .Occupation("15-1211", "Analysts")
      .Occupation("29-1141", "Nurses");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "00-0000", {all})
      .Row("us", "15-1211", {analysts})
      .Row("us", "29-1141", {nurses});
  return world;
}

Policy HighWage(Comparator comparator = Comparator::kAtLeast) {
  return PolicyOf(
      {{Dimension::kHighWage, Compare("wage", {Measure::kAnnualMedian},
                                      comparator, AllOccupations())}});
}

struct Answer {
  Verdict verdict;
  std::vector<Margin> margins;
};

Answer Ask(const TinyWorld& world, const Policy& policy,
           const ProgramFacts& program) {
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  EXPECT_TRUE(bound.ok()) << bound.status();
  const RegionIndex region = *edition->FindRegion("us");
  return {EvaluateProgram(**bound, region, program).verdict,
          MarginsOf(**bound, region, program)};
}

TEST(MarginTest, AFigureHasToMoveToItsBenchmarkAndThenItDoesTurn) {
  const Answer answer =
      Ask(Market(Dollars(60000), Dollars(30000), Dollars(50000)), HighWage(),
          kNurses);
  EXPECT_EQ(answer.verdict, Verdict::kAligned);
  ASSERT_THAT(answer.margins, SizeIs(3));
  EXPECT_EQ(answer.margins[0].kind, Margin::Kind::kFigure);
  EXPECT_EQ(answer.margins[0].change_milli_percent, -16667);
  EXPECT_EQ(answer.margins[0].verdict, Verdict::kNotAligned);
  EXPECT_THAT(answer.margins[0].message, HasSubstr("Nurses"));
  EXPECT_EQ(answer.margins[1].kind, Margin::Kind::kThreshold);
  EXPECT_EQ(answer.margins[1].change_milli_percent, 20000);
  EXPECT_EQ(answer.margins[2].kind, Margin::Kind::kLink);
  EXPECT_EQ(answer.margins[2].verdict, Verdict::kUnrated);
  // A cent beyond the margin the engine says the same.
  EXPECT_EQ(Ask(Market(Number(4'999'999), Dollars(30000), Dollars(50000)),
                HighWage(), kNurses)
                .verdict,
            Verdict::kNotAligned);
  EXPECT_EQ(Ask(Market(Number(5'000'000), Dollars(30000), Dollars(50000)),
                HighWage(), kNurses)
                .verdict,
            Verdict::kAligned);
}

TEST(MarginTest, UnderAnyOneOfTwoNoFigureAloneTurnsWhatTwoHold) {
  const Answer answer =
      Ask(Market(Dollars(60000), Dollars(55000), Dollars(50000)), HighWage(),
          kBoth);
  // Only the threshold fails both at once, beyond the farther one.
  ASSERT_THAT(answer.margins, SizeIs(1));
  EXPECT_EQ(answer.margins[0].kind, Margin::Kind::kThreshold);
  EXPECT_EQ(answer.margins[0].change_milli_percent, 20000);
}

TEST(MarginTest, OfSeveralFiguresTheNearestIsNamed) {
  const Answer answer =
      Ask(Market(Dollars(49000), Dollars(30000), Dollars(50000)), HighWage(),
          kBoth);
  EXPECT_EQ(answer.verdict, Verdict::kNotAligned);
  ASSERT_THAT(answer.margins, SizeIs(2));
  EXPECT_EQ(answer.margins[0].kind, Margin::Kind::kThreshold);
  EXPECT_EQ(answer.margins[0].change_milli_percent, -2000);
  EXPECT_EQ(answer.margins[1].kind, Margin::Kind::kFigure);
  EXPECT_EQ(answer.margins[1].change_milli_percent, 2041);
  EXPECT_THAT(answer.margins[1].message, HasSubstr("Nurses"));
}

TEST(MarginTest, AtATieTheComparatorSaysWhichWayTurns) {
  const TinyWorld world =
      Market(Dollars(50000), Dollars(30000), Dollars(50000));
  const Answer at_least = Ask(world, HighWage(), kNurses);
  EXPECT_EQ(at_least.verdict, Verdict::kAligned);
  EXPECT_EQ(at_least.margins[0].change_milli_percent, 0);
  const Answer above = Ask(world, HighWage(Comparator::kGreaterThan), kNurses);
  EXPECT_EQ(above.verdict, Verdict::kNotAligned);
  EXPECT_EQ(above.margins[0].change_milli_percent, 0);
  EXPECT_EQ(above.margins[0].verdict, Verdict::kAligned);
}

TEST(MarginTest, AnUnknownFigureThatWouldSettleItIsNamed) {
  const Answer answer = Ask(Market(Withheld(), Dollars(30000), Dollars(50000)),
                            HighWage(), kBoth);
  EXPECT_EQ(answer.verdict, Verdict::kIndeterminate);
  ASSERT_FALSE(answer.margins.empty());
  const Margin& last = answer.margins.back();
  EXPECT_EQ(last.kind, Margin::Kind::kUnknownFigure);
  EXPECT_EQ(last.verdict, Verdict::kAligned);
}

TEST(MarginTest, NothingTurnsAProgramWithoutLinks) {
  EXPECT_THAT(Ask(Market(Dollars(1), Dollars(1), Dollars(2)), HighWage(),
                  {"revision-1", "", "", {}})
                  .margins,
              SizeIs(0));
}

}  // namespace
}  // namespace plumbline::alignment
