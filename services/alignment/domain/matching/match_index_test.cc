#include "services/alignment/domain/matching/match_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/known_programs.h"
#include "services/alignment/domain/matching/testing/tiny_corpus.h"

namespace plumbline::alignment {
namespace {

using ::testing::Each;

using testing::kNurses;
using testing::kTeachers;
using testing::kWelders;
using testing::TinyCorpus;

class MatchIndexTest : public ::testing::Test {
 protected:
  FeatureMatrix Ask(const ProgramText& program, const HeldOut& held = {}) {
    return index_.FeaturesOf(program, &stemmer_, held);
  }

  MatchIndex index_{TinyCorpus()};
  Stemmer stemmer_;
};

TEST_F(MatchIndexTest, EveryKindOfEvidencePointsToTheWelder) {
  const FeatureMatrix features =
      Ask({"Pipe welding", "Students weld metal seams with torches.", ""});
  for (const MatchFeature feature :
       {MatchFeature::kTextTasks, MatchFeature::kTextActivities,
        MatchFeature::kNameAlternateTitles, MatchFeature::kLatent,
        MatchFeature::kNearestTitleWords, MatchFeature::kNearestTitleCharacters,
        MatchFeature::kTitleBayes, MatchFeature::kRouteTen,
        MatchFeature::kRouteName}) {
    const auto row = features.Row(feature);
    EXPECT_GT(row[kWelders], row[kNurses]) << NameOf(feature);
  }
}

TEST_F(MatchIndexTest, AGivenCodeSpeaksThroughCrosswalkAndDefinition) {
  const FeatureMatrix features = Ask({"Program 12", "", "51.3801"});
  EXPECT_EQ(features.Row(MatchFeature::kGivenCip)[kNurses], 1);
  EXPECT_EQ(features.Row(MatchFeature::kGivenCip)[kWelders], 0);
  EXPECT_EQ(features.Row(MatchFeature::kGivenFamily)[kNurses], 1);
  const auto definition = features.Row(MatchFeature::kGivenDefinition);
  EXPECT_GT(definition[kNurses], definition[kWelders]);
}

TEST_F(MatchIndexTest, AHeldOutCodeIsNowhereToBeSeen) {
  const FeatureMatrix features =
      Ask({"Registered Nursing", "Learn to care for patients.", "51.3801"},
          {{false, true}});
  for (const MatchFeature feature :
       {MatchFeature::kGivenCip, MatchFeature::kRouteTen,
        MatchFeature::kRouteName, MatchFeature::kCrosswalkFrequency})
    EXPECT_EQ(features.Row(feature)[kNurses], 0) << NameOf(feature);
}

TEST_F(MatchIndexTest, ATextWithoutWordsHasNoEvidence) {
  for (const std::string name : {"", "...", "的", "<p></p>"}) {
    const FeatureMatrix features = Ask({name, "", ""});
    for (const MatchFeature feature :
         {MatchFeature::kTextAll, MatchFeature::kLatent,
          MatchFeature::kNearestTitleCharacters, MatchFeature::kRouteTen,
          MatchFeature::kRouteLatent})
      EXPECT_THAT(features.Row(feature), Each(0)) << name << NameOf(feature);
  }
}

TEST_F(MatchIndexTest, TheSameQuestionHasTheSameBytes) {
  const ProgramText program{"Nurse aide", std::string(1'000'000, 'n'), ""};
  const FeatureMatrix first = Ask(program);
  const FeatureMatrix again =
      MatchIndex(TinyCorpus()).FeaturesOf(program, &stemmer_);
  for (size_t i = 0; i < kMatchFeatureCount; ++i) {
    const auto feature = static_cast<MatchFeature>(i);
    EXPECT_TRUE(first.Row(feature) == again.Row(feature)) << NameOf(feature);
  }
}

TEST_F(MatchIndexTest, ContributionsSumToTheScore) {
  const FeatureMatrix features = Ask({"Welding", "Weld pipes.", "48.0508"});
  FusionWeights weights;
  weights.intercept = -2;
  for (size_t i = 0; i < kMatchFeatureCount; ++i) {
    weights.plain[i] = 0.1 * static_cast<double>(i % 5);
    weights.standardised[i] = 0.2 * static_cast<double>(i % 3);
  }
  const std::vector<double> scores = ScoresOf(features, weights);
  for (size_t candidate = 0; candidate < scores.size(); ++candidate) {
    double sum = weights.intercept;
    for (const Contribution& part :
         ContributionsOf(features, weights, candidate))
      sum += part.score;
    EXPECT_EQ(sum, scores[candidate]);
  }
}

TEST_F(MatchIndexTest, WhatOthersDeclareCountsButNotOnesOwnGroup) {
  const KnownPrograms known({{{"Pipe welding", "", "48.0508"}, {kWelders}, 1},
                             {{"Nurse aide", "", "51.3902"}, {kNurses}, 2}});
  FeatureMatrix others(index_.candidate_count());
  known.Fill({"Pipe welding", "", "48.0508"}, 3, &stemmer_, &others);
  EXPECT_NEAR(others.Row(MatchFeature::kKnownNeighbours)[kWelders], 1, 1e-6);
  EXPECT_EQ(others.Row(MatchFeature::kKnownNeighbours)[kNurses], 0);
  EXPECT_EQ(others.Row(MatchFeature::kKnownSameCip)[kWelders], 0.5f);
  FeatureMatrix own(index_.candidate_count());
  known.Fill({"Pipe welding", "", "48.0508"}, 1, &stemmer_, &own);
  EXPECT_THAT(own.Row(MatchFeature::kKnownNeighbours), Each(0));
  EXPECT_THAT(own.Row(MatchFeature::kKnownSameCip), Each(0));
}

}  // namespace
}  // namespace plumbline::alignment
