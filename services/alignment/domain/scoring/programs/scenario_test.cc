#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/testing/tiny_world.h"

namespace plumbline::alignment {
namespace {

using testing::AllOccupations;
using testing::Compare;
using testing::Constant;
using testing::DoesNotApply;
using testing::Dollars;
using ::testing::ElementsAre;
using testing::Group;
using ::testing::HasSubstr;
using testing::Median;
using testing::Number;
using testing::PolicyOf;
using testing::Ratio;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Figure;
using vocabulary::Measure;

ProgramFacts Program(const std::string& cip) {
  return {"revision-1", cip, "", {}};
}

ProgramFacts Declares(const std::string& soc) {
  return {"revision-1", "", "", {{soc, "soc-2018"}}};
}

Decision Evaluate(const TinyWorld& world, const Policy& policy,
                  const std::string& region, const ProgramFacts& program) {
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  EXPECT_TRUE(bound.ok()) << bound.status();
  return EvaluateProgram(**bound, *edition->FindRegion(region), program);
}

Policy HighWage(Clause clause) {
  return PolicyOf({{Dimension::kHighWage, std::move(clause)}});
}

Policy MedianAbove(Comparator comparator, Scope scope = Scope::kRegion) {
  return HighWage(Compare("wage.median", {Measure::kAnnualMedian}, comparator,
                          AllOccupations(scope)));
}

std::vector<FlagReason> Reasons(const Decision& decision) {
  std::vector<FlagReason> reasons;
  for (const DecisionFlag& flag : decision.flags)
    reasons.push_back(flag.reason);
  return reasons;
}

TinyWorld Ambulances() {
  TinyWorld world;
  world.Nation()
      .Occupation("29-2042", "Emergency Medical Technicians")
      .Occupation("25-1071", "Health Specialties Teachers, Postsecondary")
      .Cip(510904, "Emergency Medical Technology")
      .Edge("federal", 510904, 251071)
      .Edge("federal", 510904, 292042);
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "00-0000", {Dollars(48060)})
      .Row("us", "29-2042", {Dollars(38930)})
      .Row("us", "25-1071", {Dollars(100300)});
  return world;
}

TEST(ScenarioTest, AnAmbulanceProgramIsNotHighWageThroughAProfessorsJob) {
  const Decision decision =
      Evaluate(Ambulances(), MedianAbove(Comparator::kGreaterThan), "us",
               Program("51.0904"));
  EXPECT_EQ(decision.verdict, Verdict::kNotAligned);
  ASSERT_THAT(Reasons(decision), ElementsAre(FlagReason::kNotHighWage));
  EXPECT_EQ(decision.flags[0].message,
            "No linked occupation is high-wage: Emergency Medical Technicians, "
            "median annual wage $38,930 is not above the benchmark $48,060 "
            "(all occupations, regions/us).");
  EXPECT_THAT(decision.flags[0].clauses, ElementsAre("wage.median"));
  ASSERT_EQ(decision.occupations.size(), 2U);
  EXPECT_EQ(decision.occupations[0].link.excluded_by, "25-1");
}

TEST(ScenarioTest, WithoutTheExclusionTheProfessorWouldMakeItAligned) {
  Policy policy = MedianAbove(Comparator::kGreaterThan);
  policy.link_rule.excluded_prefixes.clear();
  EXPECT_EQ(Evaluate(Ambulances(), policy, "us", Program("51.0904")).verdict,
            Verdict::kAligned);
}

TEST(ScenarioTest, AProgramThatLeadsToTeachingOnlyIsUnrated) {
  TinyWorld world;
  world.Nation()
      .Occupation("25-1071", "Health Specialties Teachers, Postsecondary")
      .Cip(511002)
      .Edge("federal", 511002, 251071);
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "00-0000", {Dollars(48060)});
  const Decision decision = Evaluate(
      world, MedianAbove(Comparator::kGreaterThan), "us", Program("51.1002"));
  EXPECT_EQ(decision.verdict, Verdict::kUnrated);
  EXPECT_THAT(Reasons(decision), ElementsAre(FlagReason::kLinkOnlyTeaching));
}

TEST(ScenarioTest, TiesPassAtLeastAndNotGreaterThan) {
  TinyWorld world;
  world.Nation().Occupation("29-2042", "Emergency Medical Technicians");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "00-0000", {Dollars(48060)})
      .Row("us", "29-2042", {Dollars(48060)});
  EXPECT_EQ(Evaluate(world, MedianAbove(Comparator::kGreaterThan), "us",
                     Declares("29-2042"))
                .verdict,
            Verdict::kNotAligned);
  EXPECT_EQ(Evaluate(world, MedianAbove(Comparator::kAtLeast), "us",
                     Declares("29-2042"))
                .verdict,
            Verdict::kAligned);
}

TEST(ScenarioTest, ATopCodedWagePassesAndAWithheldOneNeverDoes) {
  TinyWorld world;
  world.Nation()
      .Occupation("29-1215", "Family Medicine Physicians")
      .Occupation("27-2011", "Actors");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "00-0000", {Dollars(48060)})
      .Row("us", "29-1215", {Figure::TopCoded(23920000)})
      .Row("us", "27-2011", {Withheld()});
  const Policy policy = MedianAbove(Comparator::kGreaterThan);
  EXPECT_EQ(Evaluate(world, policy, "us", Declares("29-1215")).verdict,
            Verdict::kAligned);
  const Decision withheld = Evaluate(world, policy, "us", Declares("27-2011"));
  EXPECT_EQ(withheld.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(Reasons(withheld), ElementsAre(FlagReason::kDataWithheld));
}

TEST(ScenarioTest, ABoundThatDoesNotClearTheBenchmarkStaysOpen) {
  TinyWorld world;
  world.Nation().Occupation("29-1215", "Family Medicine Physicians");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "29-1215", {Figure::TopCoded(23920000)});
  const Policy policy =
      HighWage(Compare("wage", {Measure::kAnnualMedian},
                       Comparator::kGreaterThan, Constant(30000000)));
  EXPECT_EQ(Evaluate(world, policy, "us", Declares("29-1215")).verdict,
            Verdict::kIndeterminate);
}

// Nebraska's rule has eight wage metrics, of which four must reach the figure
// for all occupations.
class FourOfEight : public ::testing::Test {
 protected:
  // The metrics that pass and that are withheld; the rest fail.
  Verdict With(int passes, int withheld) {
    const std::vector<Measure> metrics = {
        Measure::kHourlyMean,  Measure::kHourlyMedian,
        Measure::kHourlyP25,   Measure::kHourlyP75,
        Measure::kAnnualMean,  Measure::kAnnualMedian,
        Measure::kAnnualEntry, Measure::kAnnualExperienced};
    TinyWorld world;
    world.Nation().State("us-ne").Occupation("29-2042", "Technicians");
    std::vector<Figure> figures;
    std::vector<Clause> clauses;
    for (int i = 0; i < 8; ++i) {
      figures.push_back(i < passes              ? Dollars(30)
                        : i < passes + withheld ? Withheld()
                                                : Dollars(10));
      clauses.push_back(Compare("wage." + std::to_string(i),
                                {metrics[static_cast<size_t>(i)]},
                                Comparator::kAtLeast, AllOccupations()));
    }
    world.Table("2023-05", metrics)
        .Row("us-ne", "00-0000", std::vector<Figure>(8, Dollars(20)))
        .Row("us-ne", "29-2042", figures);
    return Evaluate(world,
                    HighWage(Group("wage", Clause::Kind::kAtLeast, clauses, 4)),
                    "us-ne", Declares("29-2042"))
        .verdict;
  }
};

TEST_F(FourOfEight, FourKnownPassesPassWhateverIsWithheld) {
  EXPECT_EQ(With(4, 2), Verdict::kAligned);
}

TEST_F(FourOfEight, TwoOrThreePassesWithTwoWithheldAreIndeterminate) {
  EXPECT_EQ(With(3, 2), Verdict::kIndeterminate);
  EXPECT_EQ(With(2, 2), Verdict::kIndeterminate);
}

TEST_F(FourOfEight, OnePassWithTwoWithheldFails) {
  EXPECT_EQ(With(1, 2), Verdict::kNotAligned);
}

TEST(ScenarioTest, ATeacherIsMeasuredByAnAnnualWageOnly) {
  TinyWorld world;
  world.Nation().Occupation("25-2021", "Elementary School Teachers");
  world.Table("2023-05", {Measure::kHourlyMedian, Measure::kAnnualMedian})
      .Row("us", "00-0000", {Number(2311), Dollars(48060)})
      .Row("us", "25-2021", {DoesNotApply(), Dollars(63670)});
  const Clause hourly = Compare("wage.hourly", {Measure::kHourlyMedian},
                                Comparator::kGreaterThan, AllOccupations());
  const Clause annual = Compare("wage.annual", {Measure::kAnnualMedian},
                                Comparator::kGreaterThan, AllOccupations());
  const Decision by_hour =
      Evaluate(world, HighWage(hourly), "us", Declares("25-2021"));
  EXPECT_EQ(by_hour.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(by_hour.occupations[0].dimensions[0].explanation,
              HasSubstr("does not apply"));
  EXPECT_EQ(
      Evaluate(world,
               HighWage(Group("wage", Clause::Kind::kAny, {hourly, annual})),
               "us", Declares("25-2021"))
          .verdict,
      Verdict::kAligned);
}

TEST(ScenarioTest, ARatioAtATieIsExact) {
  TinyWorld world;
  world.Nation()
      .Metro("us-cbsa-12540", "us")
      .Occupation("33-2011", "Firefighters");
  world.Table("2023-05", {Measure::kAnnualP25, Measure::kAnnualP75})
      .Row("us-cbsa-12540", "00-0000", {Dollars(40000), Dollars(80000)})
      .Row("us-cbsa-12540", "33-2011", {Dollars(40000), Dollars(80000)});
  Quantity ratio = Ratio(Measure::kAnnualP75, Measure::kAnnualP25);
  const auto verdict = [&](Comparator comparator) {
    return Evaluate(world,
                    HighWage(Compare("wage.spread", ratio, comparator,
                                     AllOccupations())),
                    "us-cbsa-12540", Declares("33-2011"))
        .verdict;
  };
  EXPECT_EQ(verdict(Comparator::kGreaterThan), Verdict::kNotAligned);
  EXPECT_EQ(verdict(Comparator::kAtLeast), Verdict::kAligned);
}

// Firefighters of Bakersfield were once printed with a 75th percentile equal to
// the 90th and far above the median: such a spread must not make them
// high-wage.
TEST(ScenarioTest, ARatioOfACollapsedIntervalIsUnknown) {
  TinyWorld world;
  world.Nation()
      .Metro("us-cbsa-12540", "us")
      .Occupation("33-2011", "Firefighters");
  world
      .Table("2023-05",
             {Measure::kAnnualP25, Measure::kAnnualP75, Measure::kAnnualP90})
      .Row("us-cbsa-12540", "00-0000",
           {Dollars(40000), Dollars(80000), Dollars(120000)})
      .Row("us-cbsa-12540", "33-2011",
           {Dollars(50000), Dollars(470940), Dollars(470940)});
  Quantity ratio = Ratio(Measure::kAnnualP75, Measure::kAnnualP25);
  const Decision decision =
      Evaluate(world,
               HighWage(Compare("wage.spread", ratio, Comparator::kGreaterThan,
                                AllOccupations())),
               "us-cbsa-12540", Declares("33-2011"));
  EXPECT_EQ(decision.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(decision.occupations[0].dimensions[0].explanation,
              HasSubstr("does not apply"));
}

TEST(ScenarioTest, ACombinedCodeServesItsOccupationsAndCountsOnce) {
  TinyWorld world;
  world.Nation()
      .Occupation("31-1121", "Home Health Aides", "31-1120")
      .Occupation("31-1122", "Personal Care Aides", "31-1120")
      .Occupation("29-1141", "Registered Nurses")
      .Occupation("11-1011", "Chief Executives");
  world.Table("2024/2034", {Measure::kAnnualOpenings}, "oews-2018", 10)
      .Row("us", "31-1120", {Number(765800)}, 3)
      .Row("us", "29-1141", {Number(189100)})
      .Row("us", "11-1011", {Number(22800)});
  const Policy policy = PolicyOf(
      {{Dimension::kInDemand, Compare("openings", {Measure::kAnnualOpenings},
                                      Comparator::kGreaterThan, Median())}});
  const Decision decision = Evaluate(world, policy, "us", Declares("31-1121"));
  EXPECT_EQ(decision.verdict, Verdict::kAligned);
  const ClauseRecord& clause = decision.occupations[0].dimensions[0];
  // Three printed rows, not four: the median is the nurses'.
  EXPECT_EQ(clause.benchmark->occupation_count, 3U);
  EXPECT_EQ(clause.benchmark->figure, Number(189100));
  EXPECT_EQ(clause.measured[0].published_code.ToString(), "31-1120");
  EXPECT_THAT(clause.explanation, HasSubstr("printed for 31-1120"));
}

TinyWorld MetroWithoutProjections() {
  TinyWorld world;
  world.Nation()
      .State("us-sd")
      .Metro("us-cbsa-43620", "us-sd")
      .Occupation("47-2111", "Electricians")
      .Occupation("35-3023", "Fast Food Workers");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us-cbsa-43620", "47-2111", {Dollars(57000)});
  world.Table("2022/2032", {Measure::kAnnualOpenings}, "soc-2018", 10)
      .Row("us-sd", "47-2111", {Number(310)})
      .Row("us-sd", "35-3023", {Number(120)});
  return world;
}

Policy OpeningsAboveMean() {
  return PolicyOf({{Dimension::kInDemand,
                    Compare("openings", {Measure::kAnnualOpenings},
                            Comparator::kGreaterThan, testing::Mean())}});
}

TEST(ScenarioTest, AnAreaWithoutProjectionsIsIndeterminate) {
  const Decision decision =
      Evaluate(MetroWithoutProjections(), OpeningsAboveMean(), "us-cbsa-43620",
               Declares("47-2111"));
  EXPECT_EQ(decision.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(Reasons(decision), ElementsAre(FlagReason::kDataNotPublished));
}

TEST(ScenarioTest, ABorrowedFigureSaysFromWhereAndItsBenchmarkFollows) {
  Policy policy = OpeningsAboveMean();
  policy.borrow = true;
  const Decision decision = Evaluate(MetroWithoutProjections(), policy,
                                     "us-cbsa-43620", Declares("47-2111"));
  EXPECT_EQ(decision.verdict, Verdict::kAligned);
  ASSERT_THAT(Reasons(decision), ElementsAre(FlagReason::kFigureBorrowed));
  EXPECT_THAT(decision.flags[0].message,
              HasSubstr("borrowed from regions/us-sd"));
  const ClauseRecord& clause = decision.occupations[0].dimensions[0];
  EXPECT_THAT(clause.benchmark->derivation,
              HasSubstr("mean over 2 occupations, regions/us-sd"));
}

TEST(ScenarioTest, ACountOfJobsIsNotBorrowedAgainstAConstant) {
  Policy policy =
      PolicyOf({{Dimension::kInDemand,
                 Compare("openings", {Measure::kAnnualOpenings},
                         Comparator::kGreaterThan, Constant(100))}});
  policy.borrow = true;
  EXPECT_EQ(Evaluate(MetroWithoutProjections(), policy, "us-cbsa-43620",
                     Declares("47-2111"))
                .verdict,
            Verdict::kIndeterminate);
}

TEST(ScenarioTest, YearlyOpeningsOutOfATotalAreExactAndSaySo) {
  TinyWorld world;
  world.Nation().State("us-ca").Occupation("47-2111", "Electricians");
  world.Table("2020/2030", {Measure::kTotalOpenings}, "soc-2018", 10)
      .Row("us-ca", "47-2111", {Number(1005)});
  const auto openings = [&](int64_t benchmark) {
    return Evaluate(
        world,
        PolicyOf({{Dimension::kInDemand,
                   Compare("openings", {Measure::kAnnualOpenings},
                           Comparator::kGreaterThan, Constant(benchmark))}}),
        "us-ca", Declares("47-2111"));
  };
  // 100.5 a year is above 100 and not above 101.
  EXPECT_EQ(openings(100).verdict, Verdict::kAligned);
  EXPECT_EQ(openings(101).verdict, Verdict::kNotAligned);
  EXPECT_THAT(openings(100).occupations[0].dimensions[0].explanation,
              HasSubstr("a yearly share of 1,005 over 10 years"));
}

TEST(ScenarioTest, RowsOfARetiredSchemeAreConvertedOneToOneOrRefused) {
  TinyWorld world;
  world.Nation()
      .Occupation("15-1252", "Software Developers")
      .Occupation("15-1253", "Software Quality Assurance Analysts")
      .Occupation("29-1141", "Registered Nurses")
      .Change("soc-2010", "soc-2018", 151132, 151252)
      .Change("soc-2010", "soc-2018", 151132, 151253)
      .Change("soc-2010", "soc-2018", 291141, 291141);
  world.Table("2018-05", {Measure::kAnnualMedian}, "soc-2010")
      .Row("us", "15-1132", {Dollars(103620)})
      .Row("us", "29-1141", {Dollars(71730)});
  const Policy policy =
      HighWage(Compare("wage", {Measure::kAnnualMedian},
                       Comparator::kGreaterThan, Constant(5000000)));
  const Decision split = Evaluate(world, policy, "us", Declares("15-1252"));
  EXPECT_EQ(split.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(Reasons(split), ElementsAre(FlagReason::kDataWrongVintage));
  EXPECT_EQ(Evaluate(world, policy, "us", Declares("29-1141")).verdict,
            Verdict::kAligned);
}

TEST(ScenarioTest, TheSameInputsGiveTheSameRecord) {
  const Policy policy = MedianAbove(Comparator::kGreaterThan);
  const Decision one = Evaluate(Ambulances(), policy, "us", Program("51.0904"));
  const Decision two = Evaluate(Ambulances(), policy, "us", Program("510904"));
  EXPECT_EQ(one.record_sha256, two.record_sha256);
  const Decision other =
      Evaluate(Ambulances(), MedianAbove(Comparator::kAtLeast), "us",
               Program("51.0904"));
  EXPECT_NE(one.record_sha256, other.record_sha256);
}

}  // namespace
}  // namespace plumbline::alignment
