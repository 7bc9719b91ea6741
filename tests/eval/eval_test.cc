#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/match_model.h"
#include "tests/eval/ranking_metrics.h"
#include "tests/eval/tasks.h"
#include "tests/eval/training.h"

namespace plumbline::eval {
namespace {

using alignment::FeatureMatrix;
using alignment::MatchFeature;

const std::vector<std::string> kCodes = {"11-1011", "11-1021", "29-1141",
                                         "29-1171"};

TEST(GradeTest, CountsRanksAndGroups) {
  // Ranked 1, 3, 0, 2; the answers stand second and fourth.
  const RankingScore score = Grade({0.2, 0.9, 0.1, 0.5}, {2, 3}, kCodes);
  EXPECT_EQ(score.hit_1, 0);
  EXPECT_EQ(score.hit_3, 1);
  EXPECT_EQ(score.reciprocal_rank, 0.5);
  EXPECT_NEAR(score.ndcg_10,
              (1 / std::log2(3) + 1 / std::log2(5)) / (1 + 1 / std::log2(3)),
              1e-12);
  EXPECT_EQ(score.major_1, 0);
  EXPECT_EQ(Grade({0, 0, 0, 1}, {2}, kCodes).major_1, 1);
  EXPECT_EQ(Grade({0, 0, 0, 1}, {2}, kCodes).minor_1, 1);
}

TEST(GradeTest, EqualScoresKeepTheOrderOfTheCodes) {
  EXPECT_EQ(Grade({1, 1, 1, 1}, {0}, kCodes).hit_1, 1);
  EXPECT_EQ(Grade({1, 1, 1, 1}, {1}, kCodes).hit_1, 0);
}

TEST(CalibrationErrorTest, IsTheGapBetweenSaidAndSeen) {
  // Ten times 0.35 of which five are true, and noise that is not looked at.
  std::vector<Graded> graded(100, {0.01, false});
  for (int i = 0; i < 10; ++i) graded.push_back({0.35, i < 5});
  EXPECT_NEAR(CalibrationError(graded), 0.15, 1e-12);
}

TEST(FoldsTest, KeepGroupsWholeAndNearlyEqual) {
  std::vector<Question> questions;
  for (int i = 0; i < 100; ++i)
    questions.push_back({{}, std::to_string(i % 17), {0}});
  const auto folds = FoldsOf(questions, 5);
  std::vector<int> sizes(5);
  for (size_t i = 0; i < folds.size(); ++i) {
    EXPECT_EQ(folds[i], folds[i % 17]);
    ++sizes[folds[i]];
  }
  EXPECT_THAT(sizes, ::testing::Each(::testing::Ge(15)));
}

TEST(TakeTitlesTest, LeavesNoTitleThatIsAskedInTheCorpus) {
  alignment::Corpus corpus;
  corpus.candidates.resize(2);
  std::vector<std::string> titles;
  for (int i = 0; i < 200; ++i) titles.push_back("Title " + std::to_string(i));
  corpus.candidates[0].alternate_titles = titles;
  corpus.candidates[1].alternate_titles = {titles.begin(), titles.begin() + 9};
  for (const std::string& title : titles)
    corpus.candidates[1].reported_titles.push_back(title + " (TTL)");
  size_t asked = 0;
  for (int tenth = 0; tenth < 10; ++tenth) {
    const auto questions = TakeTitles(tenth, &corpus);
    asked += questions.size();
    EXPECT_GT(questions.size(), 0u);
    EXPECT_EQ(corpus.candidates[0].alternate_titles.size(), 200 - asked);
    EXPECT_EQ(corpus.candidates[1].reported_titles.size(), 200 - asked);
  }
  EXPECT_EQ(asked, 200u);
}

// Questions whose answers are drawn from known log-odds of one feature.
std::vector<Example> DrawnExamples(double slope, double intercept) {
  std::mt19937 random(5);
  std::normal_distribution<float> normal;
  std::uniform_real_distribution<double> uniform;
  std::vector<Example> examples;
  for (int question = 0; question < 200; ++question) {
    Example example{FeatureMatrix(60), {}};
    const auto row = example.features.Row(MatchFeature::kCrosswalkFrequency);
    for (alignment::CandidateIndex i = 0; i < row.size(); ++i) {
      row[i] = normal(random);
      if (uniform(random) < 1 / (1 + std::exp(-slope * row[i] - intercept)))
        example.answers.insert(i);
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

TEST(TrainingTest, FindsTheWeightsThatTheAnswersWereDrawnFrom) {
  const auto examples = DrawnExamples(1.5, -3);
  std::vector<const Example*> all;
  for (const Example& example : examples) all.push_back(&example);
  const auto weights = FitWeights(all, {MatchFeature::kCrosswalkFrequency});
  const auto at = static_cast<size_t>(MatchFeature::kCrosswalkFrequency);
  EXPECT_NEAR(weights.plain[at], 1.5, 0.1);
  EXPECT_NEAR(weights.intercept, -3, 0.15);
}

TEST(ModelFileTest, ReadsWhatItWrites) {
  alignment::MatchModel model;
  model["text"].intercept = -4.25;
  model["text"].plain[3] = 1.5;
  model["text"].standardised[3] = -0.125;
  const std::string written = alignment::WriteMatchModel(model, "a list");
  const auto read = alignment::ReadMatchModel(written);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(alignment::WriteMatchModel(*read, "a list"), written);
  EXPECT_EQ(read->at("text").standardised[3], -0.125);
}

TEST(ModelFileTest, RefusesWhatIsNoModel) {
  for (const std::string bad :
       {"", "[]", R"({"strata": 1})", R"({"strata": {"text": {}}})",
        R"({"strata": {"text": {"intercept": 1, "features": {"x": [1, 2]}}}})",
        R"({"strata": {"text": {"intercept": 1,
                                "features": {"text_all": [1]}}}})"})
    EXPECT_FALSE(alignment::ReadMatchModel(bad).ok()) << bad;
}

}  // namespace
}  // namespace plumbline::eval
