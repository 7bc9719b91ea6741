#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

// Comparisons of figures that have an error.
namespace plumbline::alignment {
namespace {

using testing::Compare;
using testing::Constant;
using testing::Dollars;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Number;
using testing::PolicyOf;
using testing::TinyWorld;
using vocabulary::Figure;
using vocabulary::Measure;

// A wage profile around a median, with the mean's relative standard error in
// thousandths of a percent.
std::vector<Figure> Wages(int64_t median, int64_t mean_rse) {
  return {Dollars(median * 6 / 10),  Dollars(median * 8 / 10),  Dollars(median),
          Dollars(median * 13 / 10), Dollars(median * 16 / 10), Dollars(median),
          Number(mean_rse)};
}

TinyWorld Market() {
  TinyWorld world;
  world.Nation();
  for (const char* code : {"15-1211", "15-1212", "29-1141", "29-1299"})
    world.Occupation(code, code);
  world
      .Table("2023-05",
             {Measure::kAnnualP10, Measure::kAnnualP25, Measure::kAnnualMedian,
              Measure::kAnnualP75, Measure::kAnnualP90, Measure::kAnnualMean,
              Measure::kMeanWageRse})
      .Row("us", "15-1211", Wages(60000, 1000))
      .Row("us", "15-1212", Wages(50500, 3000))
      .Row("us", "29-1141", Wages(40000, 1000))
      .Row("us", "29-1299",
           {Dollars(30000), Dollars(51000), Dollars(51000), Dollars(51000),
            Figure::TopCoded(23'920'000), Dollars(52000), Number(1000)});
  return world;
}

Policy AtConfidence(int32_t pass, int32_t fail) {
  Policy policy =
      PolicyOf({{Dimension::kHighWage,
                 Compare("wage", {Measure::kAnnualMedian}, Comparator::kAtLeast,
                         Constant(5'000'000))}});
  policy.confidence = {pass, fail};
  return policy;
}

std::vector<OccupationResult> Results(const Policy& policy) {
  const auto edition = Market().Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  EXPECT_TRUE(bound.ok()) << bound.status();
  std::vector<OccupationResult> results;
  for (OccupationIndex i = 0; i < 4; ++i)
    results.push_back(
        EvaluateOccupation(**bound, *edition->FindRegion("us"), i));
  return results;
}

std::vector<Outcome> OutcomesAt(int32_t pass, int32_t fail) {
  std::vector<Outcome> outcomes;
  for (const OccupationResult& result : Results(AtConfidence(pass, fail)))
    outcomes.push_back(result.outcome);
  return outcomes;
}

TEST(ConfidenceTest, WithoutARuleTheFiguresDecideAndTheProbabilityIsSaid) {
  const auto results = Results(AtConfidence(0, 0));
  EXPECT_EQ(results[0].outcome, Outcome::kPass);
  EXPECT_EQ(results[1].outcome, Outcome::kPass);
  EXPECT_EQ(results[2].outcome, Outcome::kFail);
  EXPECT_EQ(results[3].outcome, Outcome::kPass);
  const auto probability = [&](size_t i) {
    return results[i].dimensions[0].probability_milli;
  };
  EXPECT_GE(probability(0), 990);
  EXPECT_GT(probability(1), 500);
  EXPECT_LT(probability(1), 800);
  EXPECT_LE(probability(2), 10);
  // Percentiles that have collapsed say nothing of their error.
  EXPECT_EQ(probability(3), -1);
}

TEST(ConfidenceTest, BetweenThePolicysLimitsAComparisonIsUnknown) {
  constexpr Outcome kUnknown = Outcome::kUnknown;
  EXPECT_THAT(OutcomesAt(900, 100),
              ElementsAre(Outcome::kPass, kUnknown, Outcome::kFail, kUnknown));
  EXPECT_THAT(OutcomesAt(500, 499), ElementsAre(Outcome::kPass, Outcome::kPass,
                                                Outcome::kFail, kUnknown));
}

TEST(ConfidenceTest, TheVerdictSaysThatItIsTooClose) {
  const auto edition = Market().Build();
  const auto bound = BoundPolicy::Create(edition, AtConfidence(900, 100));
  ASSERT_OK(bound);
  const Decision decision =
      EvaluateProgram(**bound, *edition->FindRegion("us"),
                      {"revision-1", "", "", {{"15-1212", "soc-2018"}}});
  EXPECT_EQ(decision.verdict, Verdict::kIndeterminate);
  ASSERT_EQ(decision.flags.size(), 1U);
  EXPECT_EQ(decision.flags[0].reason, FlagReason::kUncertain);
  EXPECT_THAT(decision.flags[0].message, HasSubstr("probability"));
  EXPECT_THAT(decision.occupations[0].dimensions[0].error_models,
              ElementsAre("oews-percentiles-1"));
}

// The spread of wages, 1.625 where it is known, at a benchmark in thousandths.
std::vector<OccupationResult> SpreadResults(int64_t benchmark) {
  Policy policy = AtConfidence(900, 100);
  policy.dimensions[0].clause = Compare(
      "spread", testing::Ratio(Measure::kAnnualP75, Measure::kAnnualP25),
      Comparator::kAtLeast, Constant(benchmark));
  return Results(policy);
}

TEST(ConfidenceTest, ARatioErrsAsItsSidesDo) {
  const auto low = SpreadResults(1'400);
  EXPECT_EQ(low[0].outcome, Outcome::kPass);
  EXPECT_GE(low[0].dimensions[0].probability_milli, 990);
  EXPECT_EQ(ErrorModelName(low[0].dimensions[0].measured_model),
            "ratio-delta-1");
  const auto near = SpreadResults(1'620);
  EXPECT_EQ(near[0].outcome, Outcome::kUnknown);
  EXPECT_GT(near[0].dimensions[0].probability_milli, 500);
  EXPECT_LT(near[0].dimensions[0].probability_milli, 800);
  // The less is known of wages, the nearer to one half.
  EXPECT_LT(near[1].dimensions[0].probability_milli,
            near[0].dimensions[0].probability_milli);
  EXPECT_EQ(SpreadResults(1'900)[0].outcome, Outcome::kFail);
  // Percentiles that have collapsed have no ratio.
  EXPECT_EQ(low[3].dimensions[0].probability_milli, -1);
}

TEST(ConfidenceTest, AShareErrsWithItsWhole) {
  TinyWorld world;
  world.Nation().Occupation("15-1211", "A").Occupation("15-1212", "B");
  world.Table("2023-05", {Measure::kEmployment, Measure::kEmploymentRse})
      .Row("us", "00-0000", {Number(100'000), Number(500)})
      .Row("us", "15-1211", {Number(1'000), Number(4'000)})
      .Row("us", "15-1212", {Number(1'000), testing::Withheld()});
  Quantity share{Measure::kEmployment};
  share.kind = Quantity::Kind::kShare;
  Policy policy = PolicyOf(
      {{Dimension::kInDemand,
        Compare("share", share, Comparator::kAtLeast, Constant(980))}});
  policy.confidence = {600, 400};
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  ASSERT_OK(bound);
  // 1.000 %, with an error of 4 % of it, against 0.980 %: half an error away.
  const OccupationResult known = EvaluateOccupation(**bound, 0, 0);
  EXPECT_NEAR(known.dimensions[0].probability_milli, 691, 8);
  EXPECT_EQ(known.outcome, Outcome::kPass);
  const OccupationResult open = EvaluateOccupation(**bound, 0, 1);
  EXPECT_EQ(open.dimensions[0].probability_milli, -1);
  EXPECT_EQ(open.outcome, Outcome::kUnknown);
}

TEST(ConfidenceTest, ABoundThatSettlesAComparisonNeedsNoError) {
  TinyWorld world;
  world.Nation().Occupation("29-1229", "Physicians");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "29-1229", {Figure::TopCoded(23'920'000)});
  const auto edition = world.Build();
  const auto bound = BoundPolicy::Create(edition, AtConfidence(950, 50));
  ASSERT_OK(bound);
  EXPECT_EQ(OutcomesOf(**bound, *edition->FindRegion("us"), 0)[0],
            Outcome::kPass);
}

// The release preset is compiled by GCC with optimisation, the sanitizer preset
// by Clang: both run this. The digest changes with kModelVersion alone.
TEST(ConfidenceTest, EveryCompilerWritesTheSameRecordToTheByte) {
  const auto edition = Market().Build();
  const auto bound = BoundPolicy::Create(edition, AtConfidence(900, 100));
  ASSERT_TRUE(bound.ok()) << bound.status();
  ProgramFacts program{"revision-1", "", "", {}};
  for (const char* code : {"15-1211", "15-1212", "29-1141", "29-1299"})
    program.occupations.push_back({code, "soc-2018"});
  const Decision decision =
      EvaluateProgram(**bound, *edition->FindRegion("us"), program);
  EXPECT_EQ(decision.record_sha256,
            "9b75b3156f321ea0f7c4ed27414c53ee25743f1dd11f9debc87eb21ad15a6837");
}

}  // namespace
}  // namespace plumbline::alignment
