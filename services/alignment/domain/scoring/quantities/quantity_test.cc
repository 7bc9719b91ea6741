#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/domain/testing/clause_market.h"
#include "services/common/testing/status_matchers.h"

// What is measured, with what it is compared, and from where it is borrowed.
namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::Dollars;
using ::testing::ElementsAre;
using testing::Market;
using testing::Number;
using testing::OfClause;
using testing::OutcomesIn;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Measure;

constexpr Outcome kPass = Outcome::kPass;
constexpr Outcome kFail = Outcome::kFail;
constexpr Outcome kUnknown = Outcome::kUnknown;

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
