#include "services/alignment/domain/matching/match_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
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

TEST_F(MatchIndexTest, ContributionsAndTheInterceptOfTheLineAreTheScore) {
  const FeatureMatrix features = Ask({"Welding", "Weld pipes.", "48.0508"});
  FusionWeights weights;
  weights.intercept = -2;
  weights.calibration = Calibration({{-1, -2}, {1, 0}, {9, 2}});
  for (size_t i = 0; i < kMatchFeatureCount; ++i) {
    weights.plain[i] = 0.1 * static_cast<double>(i % 5);
    weights.standardised[i] = 0.2 * static_cast<double>(i % 3);
  }
  const std::vector<double> scores = ScoresOf(features, weights);
  const std::vector<double> said = UncalibratedScoresOf(features, weights);
  for (size_t candidate = 0; candidate < scores.size(); ++candidate) {
    const Calibration::Line line = weights.calibration.LineAt(said[candidate]);
    double sum = line.slope * weights.intercept + line.offset;
    for (const Contribution& part :
         ContributionsOf(features, weights, candidate))
      sum += part.score;
    EXPECT_NEAR(sum, scores[candidate], 1e-6);
  }
}

TEST(CalibrationTest, IsLinesBetweenKnots) {
  const Calibration calibration({{-1, -2}, {1, 0}, {3, 1}});
  EXPECT_EQ(calibration.At(-5), -6);
  EXPECT_EQ(calibration.At(-1), -2);
  EXPECT_EQ(calibration.At(0), -1);
  EXPECT_EQ(calibration.At(2), 0.5);
  EXPECT_EQ(calibration.At(5), 2);
  EXPECT_EQ(Calibration().At(0.7), 0.7);
}

TEST_F(MatchIndexTest, LastAndFirstWordsSayWhoseTitlesHaveThem) {
  const FeatureMatrix features = Ask({"Charge welders", "", ""});
  // "Welders" and "Pipe Welder" of two such titles, as if of four.
  EXPECT_NEAR(features.Row(MatchFeature::kLastWord)[kWelders],
              std::log1p(0.5 / 0.003), 1e-5);
  EXPECT_EQ(features.Row(MatchFeature::kLastWord)[kNurses], 0);
  EXPECT_NEAR(features.Row(MatchFeature::kFirstWord)[kNurses],
              std::log1p(1.0 / 3 / 0.003), 1e-5);
}

TEST_F(MatchIndexTest, WhatACommaInvertsAndBracketsAddEndsNoName) {
  const FeatureMatrix spoken = Ask({"Night welder", "", ""});
  const FeatureMatrix printed = Ask({"WELDER, NIGHT (Ship & Boat)", "", ""});
  for (const MatchFeature feature :
       {MatchFeature::kLastWord, MatchFeature::kFirstWord})
    EXPECT_TRUE(printed.Row(feature) == spoken.Row(feature)) << NameOf(feature);
  EXPECT_GT(printed.Row(MatchFeature::kLastWord)[kWelders], 0);
  // Marks name no worker either.
  EXPECT_TRUE(
      Ask({"Night welder II, level 3", "", ""}).Row(MatchFeature::kLastWord) ==
      spoken.Row(MatchFeature::kLastWord));
  EXPECT_GT(Ask({"Nurse II", "", ""}).Row(MatchFeature::kLastWord)[kNurses], 0);
  // Titles are read so too: "Emergency Nurse (ER)".
  EXPECT_EQ(Ask({"ER", "", ""}).Row(MatchFeature::kLastWord)[kNurses], 0);
}

TEST(MatchIndexPriorsTest, JobsAreComparedWithTheMeanOfThoseThatAreKnown) {
  Corpus corpus = TinyCorpus();
  corpus.candidates[kNurses].employment = 100;
  corpus.candidates[kWelders].employment = 1;
  Stemmer stemmer;
  const FeatureMatrix features =
      MatchIndex(corpus).FeaturesOf({"x", "", ""}, &stemmer);
  const auto jobs = features.Row(MatchFeature::kEmployment);
  EXPECT_NEAR(jobs[kNurses], std::log(10), 1e-6);
  EXPECT_NEAR(jobs[kWelders], -std::log(10), 1e-6);
  EXPECT_EQ(jobs[kTeachers], 0);
  EXPECT_NEAR(features.Row(MatchFeature::kTitleCount)[kWelders], std::log(3),
              1e-6);
}

TEST(WithoutSizesTest, LeavesWhatTheTextSays) {
  FusionWeights weights;
  weights.plain.fill(1);
  const FusionWeights left = WithoutSizes(weights);
  EXPECT_EQ(std::accumulate(left.plain.begin(), left.plain.end(), 0.0),
            static_cast<double>(kMatchFeatureCount) - 2);
  EXPECT_EQ(left.plain[static_cast<size_t>(MatchFeature::kEmployment)], 0);
}

TEST_F(MatchIndexTest, WhatOthersDeclareCountsButNotOnesOwnGroup) {
  const KnownPrograms known({{{"Pipe welding", "", "48.0508"}, {kWelders}, 1},
                             {{"Nurse aide", "", "51.3902"}, {kNurses}, 2}});
  FeatureMatrix others(index_.candidate_count());
  known.Fill({"Pipe welding", "", "48.0508"}, 3, &stemmer_, &others);
  EXPECT_NEAR(others.Row(MatchFeature::kKnownNeighbours)[kWelders], 1, 1e-6);
  EXPECT_EQ(others.Row(MatchFeature::kKnownNeighbours)[kNurses], 0);
  EXPECT_EQ(others.Row(MatchFeature::kKnownSameCip)[kWelders], 0.5f);
  EXPECT_NEAR(others.Row(MatchFeature::kKnownNames)[kWelders], 1, 1e-6);
  EXPECT_EQ(others.Row(MatchFeature::kKnownSameName)[kWelders], 0.5f);
  EXPECT_EQ(others.Row(MatchFeature::kKnownSameNameAndCip)[kWelders], 0.5f);
  FeatureMatrix own(index_.candidate_count());
  known.Fill({"Pipe welding", "", "48.0508"}, 1, &stemmer_, &own);
  EXPECT_THAT(own.Row(MatchFeature::kKnownNeighbours), Each(0));
  EXPECT_THAT(own.Row(MatchFeature::kKnownSameCip), Each(0));
  EXPECT_EQ(own.Row(MatchFeature::kKnownNames)[kWelders], 0);
}

TEST_F(MatchIndexTest, AProviderHasOneVoteHoweverOftenItOffersAProgram) {
  const KnownPrograms known({{{"Pipe welding", "", ""}, {kWelders}, 1, "a"},
                             {{"Pipe welding 1", "", ""}, {kWelders}, 1, "a"},
                             {{"Pipe welding 2", "", ""}, {kNurses}, 1, "b"}});
  FeatureMatrix features(index_.candidate_count());
  known.Fill({"Pipe welding", "", ""}, 3, &stemmer_, &features);
  const auto names = features.Row(MatchFeature::kKnownNames);
  EXPECT_NEAR(names[kWelders] + names[kNurses], 1, 1e-6);
  // One vote, not two: 1 to cos^5 of the other's name.
  EXPECT_LT(names[kWelders], 0.7);
}

}  // namespace
}  // namespace plumbline::alignment
