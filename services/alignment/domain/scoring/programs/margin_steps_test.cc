// How far a rank or a sum of points is from turning: what is said is held to
// moving the figure until it does turn.

#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/scoring/programs/margin.h"
#include "services/alignment/domain/testing/clause_market.h"
#include "services/common/testing/sanitized.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using testing::Number;
using testing::OfClause;
using testing::RankClause;
using testing::ScoreClause;
using testing::TinyWorld;
using vocabulary::Measure;

constexpr size_t kAsked = 3;

// Growth in jobs of occupations in groups of two, in the nation.
TinyWorld WorldOf(const std::vector<int64_t>& growth) {
  TinyWorld world;
  world.Nation();
  auto table =
      world.Table("2022/2032", {Measure::kEmploymentChange}, "soc-2018", 10);
  for (size_t i = 0; i < growth.size(); ++i) {
    const std::string code = absl::StrCat("11-", 10 + i / 2, "1", 1 + i % 2);
    world.Occupation(code, absl::StrCat("Occupation ", i));
    table.Row("us", code, {Number(growth[i])});
  }
  return world;
}

struct Answer {
  Verdict verdict = Verdict::kUnspecified;
  std::vector<Margin> margins;
};

Answer Ask(const std::vector<int64_t>& growth, const Policy& policy) {
  const auto edition = WorldOf(growth).Build();
  const auto bound = BoundPolicy::Create(edition, policy);
  EXPECT_TRUE(bound.ok()) << bound.status();
  const ProgramFacts program{
      "revision-1",
      "",
      "",
      {{edition->occupation_code(kAsked).ToString(), "soc-2018"}}};
  return {EvaluateProgram(**bound, 0, program).verdict,
          MarginsOf(**bound, 0, program)};
}

const Margin* FigureOf(const Answer& answer) {
  for (const Margin& margin : answer.margins) {
    if (margin.kind == Margin::Kind::kFigure) return &margin;
  }
  return nullptr;
}

// The smallest change of the figure, up or down, that turns the verdict.
std::optional<int64_t> BruteForce(std::vector<int64_t> growth,
                                  const Policy& policy, Verdict verdict) {
  const int64_t from = growth[kAsked];
  for (int64_t change = 1; change < 250; ++change) {
    for (const int64_t signed_change : {change, -change}) {
      growth[kAsked] = from + signed_change;
      if (Ask(growth, policy).verdict != verdict) return change;
    }
  }
  return std::nullopt;
}

void ExpectAsFarAsItIs(const Policy& policy, uint32_t seed) {
  std::mt19937 random(seed);
  for (int round = 0; round < ::plumbline::testing::Cases(12); ++round) {
    std::vector<int64_t> growth;
    for (int i = 0; i < 12; ++i)
      growth.push_back(static_cast<int64_t>(random() % 81) - 20);
    // What has to move: the figure, or the sum of its group.
    const bool ranks = policy.dimensions[0].clause.kind == Clause::Kind::kRank;
    const int64_t own = growth[kAsked] + (ranks ? growth[kAsked - 1] : 0);
    if (own == 0) continue;
    const Answer answer = Ask(growth, policy);
    const auto nearest = BruteForce(growth, policy, answer.verdict);
    const Margin* margin = FigureOf(answer);
    ASSERT_EQ(margin != nullptr, nearest.has_value()) << "round " << round;
    if (margin == nullptr) continue;
    const double said =
        std::abs(static_cast<double>(margin->change_milli_percent) / 100000.0 *
                 static_cast<double>(own));
    // Whole jobs: one that has to be passed is passed by one.
    EXPECT_LE(said, static_cast<double>(*nearest) + 0.01) << margin->message;
    EXPECT_GE(said, static_cast<double>(*nearest) - 1.01) << margin->message;
    EXPECT_NE(margin->verdict, answer.verdict);
  }
}

TEST(MarginStepsTest, AScoreIsAsFarFromItsCutAsItTakesToTurnIt) {
  for (const int32_t cut : {3000, 5000, 8000})
    ExpectAsFarAsItIs(OfClause(ScoreClause(ScoreComponent::Binning::kDecile,
                                           Comparator::kAtLeast, cut)),
                      static_cast<uint32_t>(cut));
}

TEST(MarginStepsTest, ARankIsAsFarFromTheCutAsItTakesToTurnIt) {
  for (const int32_t top : {1, 2, 4})
    ExpectAsFarAsItIs(OfClause(RankClause("rank", 4, top)),
                      static_cast<uint32_t>(top));
}

TEST(MarginStepsTest, TheNeighbourAtTheCutIsNamed) {
  // Groups of 30, 70, 15, 6, 4 and 2: the second is first.
  const std::vector<int64_t> growth = {10, 20, 30, 40, 5, 10, 3, 3, 2, 2, 1, 1};
  const Answer rank = Ask(growth, OfClause(RankClause("rank", 4, 1)));
  EXPECT_EQ(rank.verdict, Verdict::kAligned);
  ASSERT_NE(FigureOf(rank), nullptr);
  EXPECT_EQ(FigureOf(rank)->message,
            "Occupation 3: projected change of employment over the horizon of "
            "its group of 4 digits 70 would have to fall by 57.143 %, below "
            "30, for NOT_ALIGNED.");
  const Answer score =
      Ask(growth, OfClause(ScoreClause(ScoreComponent::Binning::kDecile,
                                       Comparator::kAtLeast, 10000)));
  EXPECT_EQ(score.verdict, Verdict::kAligned);
  ASSERT_NE(FigureOf(score), nullptr);
  EXPECT_EQ(FigureOf(score)->message,
            "Occupation 3: projected change of employment over the horizon 40 "
            "would have to fall by 25 %, to 30, for NOT_ALIGNED.");
}

// Two classes that pass: a figure moves both at once.
TEST(MarginStepsTest, ClassesOverTheSamePointsTurnTogether) {
  Clause classes;
  classes.id = "stars";
  classes.kind = Clause::Kind::kClassify;
  for (const int32_t cut : {8000, 5000}) {
    classes.clauses.push_back(ScoreClause(ScoreComponent::Binning::kDecile,
                                          Comparator::kAtLeast, cut));
    classes.clauses.back().id = absl::StrCat("stars.", cut);
    classes.classes.push_back({absl::StrCat(cut), true});
  }
  classes.otherwise = {"none", false};
  ExpectAsFarAsItIs(OfClause(classes), 77);
}

}  // namespace
}  // namespace plumbline::alignment
