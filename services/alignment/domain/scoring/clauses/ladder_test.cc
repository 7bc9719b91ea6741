// Counties, composed regions, and the region that a program is scored in.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/outcome_table.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/scoring/programs/kernel.h"
#include "services/alignment/domain/scoring/programs/program_region.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using testing::Compare;
using testing::Constant;
using ::testing::Contains;
using testing::Dollars;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Number;
using testing::PolicyOf;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Measure;

constexpr char kCounty[] = "us-county-06029";
constexpr char kSet[] = "us-set-south";

// Wages are printed for the metropolitan area and the nation, openings for the
// workforce area and the state.
TinyWorld World() {
  TinyWorld world;
  world.Nation().State("us-ca").Metro("us-cbsa-12540", "us-ca");
  world.Metro("us-ca-kern", "us-ca").Metro("us-ca-kings", "us-ca");
  world.County(kCounty, {"us-ca-kern", "us-cbsa-12540", "us-ca", "us"})
      .Composed(kSet, "us-ca", {"us-ca-kern", "us-ca-kings"});
  world.Occupation("29-1141", "Registered Nurses")
      .Occupation("29-2042", "Technicians");
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "29-1141", {Dollars(86070)})
      .Row("us", "29-2042", {Dollars(38930)})
      .Row("us-cbsa-12540", "29-1141", {Dollars(117000)})
      .Row("us-cbsa-12540", "29-2042", {Withheld()});
  world.Table("2020/2030", {Measure::kAnnualOpenings}, "soc-2018", 10)
      .Row("us-ca", "29-1141", {Number(20000)})
      .Row("us-ca-kern", "29-1141", {Number(300)})
      .Row("us-ca-kings", "29-1141", {Number(40)})
      .Row("us-ca-kern", "29-2042", {Number(25)})
      .Row("us-ca-kings", "29-2042", {Withheld()});
  return world;
}

Policy WagePolicy(bool borrow) {
  Policy policy =
      PolicyOf({{Dimension::kHighWage,
                 Compare("wage", {Measure::kAnnualMedian},
                         Comparator::kGreaterThan, Constant(5000000))}});
  policy.borrow = borrow;
  return policy;
}

Policy OpeningsPolicy() {
  return PolicyOf(
      {{Dimension::kInDemand, Compare("openings", {Measure::kAnnualOpenings},
                                      Comparator::kAtLeast, Constant(340))}});
}

ProgramFacts Declares(const std::string& soc,
                      std::vector<std::string> regions = {}) {
  return {"revision-1", "", "", {{soc, "soc-2018"}}, std::move(regions)};
}

Decision Evaluate(const Policy& policy, const std::string& region,
                  const ProgramFacts& program) {
  const auto edition = World().Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  EXPECT_TRUE(bound.ok()) << bound.status();
  return EvaluateProgram(**bound, *edition->FindRegion(region), program);
}

std::string Explanation(const Decision& decision) {
  return decision.occupations[0].dimensions[0].explanation;
}

TEST(LadderScenarioTest, ACountyTakesEachFigureFromTheSmallestPlaceThatHasIt) {
  const Decision nurses =
      Evaluate(WagePolicy(true), kCounty, Declares("29-1141"));
  EXPECT_EQ(nurses.verdict, Verdict::kAligned);
  EXPECT_THAT(Explanation(nurses),
              HasSubstr("$117,000 (borrowed from regions/us-cbsa-12540, "
                        "metropolitan area)"));
  // Withheld there and printed for no state: the nation's.
  const Decision technicians =
      Evaluate(WagePolicy(true), kCounty, Declares("29-2042"));
  EXPECT_EQ(technicians.verdict, Verdict::kNotAligned);
  EXPECT_THAT(Explanation(technicians),
              HasSubstr("borrowed from regions/us, the nation"));
}

TEST(LadderScenarioTest, ThePolicyDeclaresWhichKindsLend) {
  Policy policy = WagePolicy(true);
  policy.borrow_from = {RegionKind::kState, RegionKind::kNation};
  EXPECT_THAT(Explanation(Evaluate(policy, kCounty, Declares("29-1141"))),
              HasSubstr("borrowed from regions/us, the nation"));
  const Decision none =
      Evaluate(WagePolicy(false), kCounty, Declares("29-1141"));
  EXPECT_EQ(none.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(Explanation(none), HasSubstr("in regions/us-county-06029"));
}

TEST(LadderScenarioTest, AComposedRegionSaysItsSumOrItsHole) {
  const Decision nurses = Evaluate(OpeningsPolicy(), kSet, Declares("29-1141"));
  EXPECT_EQ(nurses.verdict, Verdict::kAligned);
  EXPECT_THAT(Explanation(nurses),
              HasSubstr("340 (the sum of 300 in regions/us-ca-kern and 40 in "
                        "regions/us-ca-kings)"));
  const Decision technicians =
      Evaluate(OpeningsPolicy(), kSet, Declares("29-2042"));
  EXPECT_EQ(technicians.verdict, Verdict::kIndeterminate);
  EXPECT_THAT(Explanation(technicians),
              HasSubstr("for regions/us-ca-kings, a part of it, it is "
                        "withheld"));
  EXPECT_THAT(
      Explanation(Evaluate(WagePolicy(false), kSet, Declares("29-1141"))),
      HasSubstr("composed of regions whose figures cannot be added up"));
}

std::string ChosenFor(const std::vector<std::string>& regions) {
  const auto edition = World().Build();
  const auto choice = ChooseRegion(*edition, Declares("29-1141", regions));
  if (!choice) return "none";
  return edition->region_id(choice->region) +
         (choice->instead_of.empty() ? "" : " for " + choice->instead_of);
}

TEST(ProgramRegionTest, IsTheSmallestWithFiguresThatTheProgramNames) {
  EXPECT_EQ(ChosenFor({}), "us");
  EXPECT_EQ(ChosenFor({"regions/us-ca-kern"}), "us-ca-kern");
  EXPECT_EQ(ChosenFor({"regions/us-county-06029"}),
            "us-ca-kern for regions/us-county-06029");
  EXPECT_EQ(ChosenFor({"regions/us-tx", "regions/us-ca"}),
            "us-ca for regions/us-tx");
  EXPECT_EQ(ChosenFor({"regions/us-tx"}), "us for regions/us-tx");
}

bool HasFallback(const Decision& decision) {
  return (decision.flag_mask & MaskOf(FlagReason::kRegionFallback)) != 0;
}

TEST(ProgramRegionTest, AFallBackIsFlaggedWhateverTheVerdict) {
  const ProgramFacts program = Declares("29-1141", {"regions/us-county-06029"});
  const Decision fell = Evaluate(WagePolicy(true), "us-ca-kern", program);
  ASSERT_TRUE(HasFallback(fell));
  EXPECT_EQ(fell.flags.back().reason, FlagReason::kRegionFallback);
  EXPECT_THAT(fell.flags.back().message,
              HasSubstr("has no figures for regions/us-county-06029, which the "
                        "program names: the verdict is for "
                        "regions/us-ca-kern"));
  // Asked for by name, the county is no fall-back, and neither is the nation.
  EXPECT_FALSE(HasFallback(Evaluate(WagePolicy(true), kCounty, program)));
  EXPECT_FALSE(HasFallback(Evaluate(WagePolicy(true), "us", program)));
  EXPECT_FALSE(
      HasFallback(Evaluate(WagePolicy(true), "us", Declares("29-1141"))));
  const Decision unknown =
      Evaluate(WagePolicy(true), "us", Declares("29-1141", {"regions/us-tx"}));
  EXPECT_THAT(unknown.flags.back().message,
              HasSubstr("does not have regions/us-tx"));
}

// The kernel over rows says what one program at a time says, in counties and
// composed regions too.
TEST(LadderScenarioTest, PortfoliosAreScoredAsProgramsAre) {
  const auto edition = World().Build();
  std::vector<RegionIndex> regions;
  for (size_t i = 0; i < edition->region_count(); ++i)
    regions.push_back(static_cast<RegionIndex>(i));
  const std::vector<ProgramFacts> programs = {
      Declares("29-1141", {"regions/us-county-06029"}),
      Declares("29-2042", {"regions/us-tx"})};
  for (const Policy& policy :
       {WagePolicy(true), WagePolicy(false), OpeningsPolicy()}) {
    ASSERT_OK_AND_ASSIGN(const auto bound,
                         BoundPolicy::Create(edition, policy));
    const auto table = OutcomeTable::Compute(bound, regions, {});
    std::vector<LinkSet> links;
    for (const ProgramFacts& program : programs)
      links.push_back(FindLinks(*edition, program));
    std::vector<PortfolioEntry> entries;
    for (size_t p = 0; p < programs.size(); ++p) {
      for (uint32_t r = 0; r < regions.size(); ++r)
        entries.push_back({&programs[p], &links[p], r});
    }
    const auto scored =
        ScorePortfolio(*table, GroupEntries(*edition, regions, entries), 1);
    OutcomeTable::Options rows_only;
    rows_only.with_records = false;
    const auto fast = OutcomeTable::Compute(bound, regions, rows_only);
    for (size_t i = 0; i < entries.size(); ++i) {
      const Decision decision = EvaluateProgram(
          *bound, regions[entries[i].position], *entries[i].program);
      EXPECT_EQ(scored[i].verdict, decision.verdict);
      EXPECT_EQ(scored[i].flag_mask, decision.flag_mask);
    }
    for (uint32_t r = 0; r < regions.size(); ++r) {
      for (size_t o = 0; o < edition->occupation_count(); ++o) {
        const auto occupation = static_cast<OccupationIndex>(o);
        EXPECT_EQ(fast->At(0, r, occupation), table->At(0, r, occupation));
      }
    }
  }
}

}  // namespace
}  // namespace plumbline::alignment
