#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/validate.h"

namespace plumbline::alignment {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vocabulary::Measure;

Clause MedianAbove(const std::string& id) {
  Clause clause;
  clause.id = id;
  clause.kind = Clause::Kind::kCompare;
  clause.quantity.measure = Measure::kAnnualMedian;
  clause.comparator = Comparator::kGreaterThan;
  clause.benchmark.kind = Benchmark::Kind::kAllOccupations;
  return clause;
}

Policy Valid() {
  Policy policy;
  policy.title = "Test";
  policy.citation = {"A board", "A rule", "", ""};
  policy.status = Policy::Status::kPublished;
  policy.dimensions = {{Dimension::kHighWage, MedianAbove("wage")}};
  policy.dimensions_required = 1;
  policy.link_rule.kind = LinkRule::Kind::kAny;
  return policy;
}

// The places of a policy's problems.
std::vector<std::string> Places(const Policy& policy) {
  std::vector<std::string> places;
  for (const PolicyProblem& problem : ValidatePolicy(policy))
    places.push_back(problem.place);
  return places;
}

std::vector<std::string> MessagesOf(const Policy& policy) {
  std::vector<std::string> messages;
  for (const PolicyProblem& problem : ValidatePolicy(policy))
    messages.push_back(problem.message);
  return messages;
}

TEST(OutcomeTest, AtLeastIsExactUnderUnknowns) {
  for (int32_t n = 0; n <= 6; ++n) {
    for (int32_t passes = 0; passes <= n; ++passes) {
      for (int32_t unknowns = 0; passes + unknowns <= n; ++unknowns) {
        for (int32_t count = 1; count <= n; ++count) {
          const Outcome outcome = AtLeast(count, passes, unknowns);
          EXPECT_EQ(outcome == Outcome::kPass, passes >= count);
          EXPECT_EQ(outcome == Outcome::kFail, passes + unknowns < count);
        }
      }
    }
  }
}

TEST(NumberTest, FractionsOfAnySizeCompareExactly) {
  const Int128 big = static_cast<Int128>(1) << 100;
  EXPECT_TRUE(Compare({big, 3}, {big + 1, 3}) < 0);
  EXPECT_TRUE(Compare({big, big - 1}, {big + 1, big}) > 0);
  EXPECT_TRUE(Compare({2 * big, 6}, {big, 3}) == 0);
  EXPECT_TRUE(Compare({-big, 3}, {-big, 4}) < 0);
  EXPECT_TRUE(Compare({-1, big}, {0, 1}) < 0);
}

TEST(NumberTest, SmallFractionsCompareAsTheirProducts) {
  std::mt19937 dice(3);
  const Int128 scale = static_cast<Int128>(1) << 90;
  for (int i = 0; i < 20000; ++i) {
    const auto number = [&](int below) {
      return static_cast<Int128>(dice() % static_cast<uint32_t>(below));
    };
    const Rational a{number(40) - 20, number(20) + 1};
    const Rational b{number(40) - 20, number(20) + 1};
    const Int128 left = a.numerator * b.denominator;
    const Int128 right = b.numerator * a.denominator;
    // Scaled up they take the way without products.
    const auto order = Compare({a.numerator * scale, a.denominator * scale}, b);
    EXPECT_EQ(order < 0, left < right);
    EXPECT_EQ(order == 0, left == right);
    EXPECT_TRUE(Compare(a, b) == order);
  }
}

TEST(NumberTest, RoundingTakesHalvesAwayFromZero) {
  EXPECT_EQ(Round({5, 2}), 3);
  EXPECT_EQ(Round({-5, 2}), -3);
  EXPECT_EQ(Round({7, 3}), 2);
}

TEST(ValidatePolicyTest, AnOrdinaryPolicyHasNoProblems) {
  EXPECT_THAT(ValidatePolicy(Valid()), IsEmpty());
}

TEST(ValidatePolicyTest, TextsAreReadAtAStatedProbability) {
  Policy policy = Valid();
  policy.link_rule.text_probability_milli = 500;
  EXPECT_THAT(Places(policy), ElementsAre("link_rule.text_probability_milli"));
  policy.link_rule.texts = LinkRule::Texts::kAlways;
  EXPECT_THAT(ValidatePolicy(policy), IsEmpty());
  EXPECT_NE(PolicyDigest(policy), PolicyDigest(Valid()));
  for (const int32_t milli : {0, kLeastTextMilli - 1, 1001}) {
    policy.link_rule.text_probability_milli = milli;
    EXPECT_THAT(Places(policy),
                ElementsAre("link_rule.text_probability_milli"));
  }
}

TEST(ValidatePolicyTest, AnEmptyPolicyIsToldAllThatItLacks) {
  EXPECT_THAT(Places(Policy()), ElementsAre("title", "citation", "status",
                                            "dimensions", "link_rule"));
}

TEST(ValidatePolicyTest, HourlyAndAnnualWagesCannotBeCompared) {
  Policy policy = Valid();
  policy.dimensions[0].clause.benchmark.measure = Measure::kHourlyMedian;
  const auto problems = ValidatePolicy(policy);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].place, "wage");
  EXPECT_THAT(problems[0].message, HasSubstr("different units"));
}

TEST(ValidatePolicyTest, AnImpossibleCountIsNamed) {
  Policy policy = Valid();
  Clause group;
  group.id = "group";
  group.kind = Clause::Kind::kAtLeast;
  group.count = 3;
  group.clauses = {MedianAbove("a"), MedianAbove("b")};
  policy.dimensions[0].clause = group;
  EXPECT_THAT(Places(policy), ElementsAre("group"));
  policy.dimensions[0].clause.count = 2;
  EXPECT_THAT(Places(policy), IsEmpty());
  policy.dimensions_required = 2;
  EXPECT_THAT(Places(policy), ElementsAre("dimensions_required"));
}

// The thread sanitizer keeps 65,536 frames of a stack, and a clause that goes
// takes several.
#if defined(__SANITIZE_THREAD__)
constexpr int kNested = 1000;
#else
constexpr int kNested = 10000;
#endif

TEST(ValidatePolicyTest, DeepNestingIsRefusedAndNothingCrashes) {
  Policy policy = Valid();
  Clause clause = MedianAbove("inner");
  for (int i = 0; i < kNested; ++i) {
    Clause outer;
    outer.id = "not." + std::to_string(i);
    outer.kind = Clause::Kind::kNot;
    outer.clauses.push_back(std::move(clause));
    clause = std::move(outer);
  }
  policy.dimensions[0].clause = std::move(clause);
  const auto problems = ValidatePolicy(policy);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("deep"));
}

TEST(ValidatePolicyTest, IdsComeOnceAndLevelsExist) {
  Policy policy = Valid();
  Clause level;
  level.id = "wage";
  level.kind = Clause::Kind::kOneOf;
  level.quantity.measure = Measure::kTypicalEducation;
  level.levels = {"BACHELOR", "BACHELORS"};
  policy.dimensions.push_back({Dimension::kHighSkill, level});
  const auto problems = ValidatePolicy(policy);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_THAT(problems[0].message, HasSubstr("comes twice"));
  EXPECT_THAT(problems[1].message, HasSubstr("\"BACHELORS\" is not a level"));
}

TEST(ValidatePolicyTest, SharesWeightsAndPrefixesAreChecked) {
  Policy policy = Valid();
  policy.link_rule.kind = LinkRule::Kind::kShare;
  policy.link_rule.weight = Measure::kAnnualMedian;
  policy.link_rule.excluded_prefixes = {"25-1", "251"};
  EXPECT_THAT(Places(policy),
              ElementsAre("link_rule.share_milli", "link_rule.weight",
                          "link_rule.excluded_prefixes"));
}

TEST(ValidatePolicyTest, KindsOfRegionAreThereAndExist) {
  Policy policy = Valid();
  Clause& clause = policy.dimensions[0].clause;
  clause = {};
  clause.id = "kind";
  clause.kind = Clause::Kind::kRegionKind;
  EXPECT_THAT(MessagesOf(policy), Contains(HasSubstr("lists no kind")));
  clause.region_kinds = {RegionKind::kState, static_cast<RegionKind>(200)};
  EXPECT_THAT(MessagesOf(policy),
              Contains(HasSubstr("200 is no kind of region")));
  clause.region_kinds = {RegionKind::kState};
  EXPECT_TRUE(ValidatePolicy(policy).empty());
  EXPECT_EQ(DescribeClause(clause), "the region is a state");
}

TEST(ValidatePolicyTest, AGuardCannotBeMadeOfWhatMeetsTheGuards) {
  Policy policy = Valid();
  Clause score;
  score.id = "score";
  score.kind = Clause::Kind::kScore;
  score.comparator = Comparator::kAtLeast;
  score.cut_milli = 1000;
  score.components = {
      {{Measure::kAnnualMedian}, ScoreComponent::Binning::kDecile, 1000}};
  score.among_guarded = true;
  policy.dimensions[0].clause = score;
  EXPECT_TRUE(ValidatePolicy(policy).empty());
  score.id = "guard";
  policy.guards = {{score, Guard::Action::kFail, "a reason"}};
  EXPECT_THAT(MessagesOf(policy), Contains(HasSubstr("it would ask itself")));
}

TEST(PolicyDigestTest, ProseDoesNotChangeItAndRulesDo) {
  const Policy policy = Valid();
  Policy prose = policy;
  prose.title = "Another title";
  prose.readings = {"A reading."};
  EXPECT_EQ(PolicyDigest(policy), PolicyDigest(prose));
  Policy rule = policy;
  rule.dimensions[0].clause.comparator = Comparator::kAtLeast;
  EXPECT_NE(PolicyDigest(policy), PolicyDigest(rule));
}

TEST(DataNeededTest, BenchmarksAndWeightsAreAmongThem) {
  Policy policy = Valid();
  policy.dimensions[0].clause.benchmark.measure = Measure::kAnnualMean;
  policy.link_rule.kind = LinkRule::Kind::kShare;
  policy.link_rule.share_milli = 50000;
  policy.link_rule.weight = Measure::kAnnualOpenings;
  EXPECT_THAT(DataNeeded(policy),
              ElementsAre(DataNeed{Measure::kAnnualMean, 0},
                          DataNeed{Measure::kAnnualMedian, 0},
                          DataNeed{Measure::kAnnualOpenings, 0}));
}

TEST(DataNeededTest, AHorizonIsPartOfWhatIsNeeded) {
  Policy policy = Valid();
  policy.dimensions[0].clause.quantity.horizon_years = 2;
  EXPECT_THAT(DataNeeded(policy),
              ElementsAre(DataNeed{Measure::kAnnualMedian, 2}));
}

}  // namespace
}  // namespace plumbline::alignment
