#include "tests/eval/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace plumbline::eval {
namespace {

using alignment::MatchIndex;
using alignment::Stratum;

constexpr alignment::CandidateIndex kCandidates = 30;

// Makers of things. Titles of one in ten end otherwise.
alignment::Corpus Makers() {
  alignment::Corpus corpus;
  for (alignment::CandidateIndex i = 0; i < kCandidates; ++i) {
    auto& candidate = corpus.candidates.emplace_back();
    candidate.code = absl::StrCat("51-", 1000 + i);
    candidate.titles = {absl::StrCat("thing", i, " makers")};
    for (const char* kind : {"big", "small", "red", "blue", "old", "new"})
      candidate.alternate_titles.push_back(
          absl::StrCat(kind, " thing", i, i % 10 == 0 ? " craft" : " maker"));
    candidate.tasks = {absl::StrCat("Make thing", i, ".")};
  }
  corpus.cips = {{"10.0101", "Making", "Learn to make.", {0, 1}}};
  return corpus;
}

// Programs that make the thing of their number, of ten providers.
std::vector<Question> Programs() {
  std::vector<Question> programs;
  for (alignment::CandidateIndex i = 0; i < kCandidates; ++i)
    for (const char* way : {"making", "design"}) {
      Question& question = programs.emplace_back();
      question.program.name = absl::StrCat("thing", i, " ", way);
      question.program.description = "Learn to make.";
      question.program.cip = "10.0101";
      question.group = absl::StrCat("provider ", i % 10);
      question.answers = {i};
    }
  return programs;
}

double FirstShare(const std::vector<Question>& questions,
                  const std::vector<std::vector<double>>& scores) {
  double first = 0;
  for (size_t i = 0; i < questions.size(); ++i) {
    const auto best = std::max_element(scores[i].begin(), scores[i].end());
    const auto at =
        static_cast<alignment::CandidateIndex>(best - scores[i].begin());
    if (questions[i].answers.contains(at)) ++first;
  }
  return first / static_cast<double>(questions.size());
}

TEST(StratumTest, IsThatWhichServes) {
  const MatchIndex index(Makers());
  alignment::Stemmer stemmer;
  Question question = Programs().front();
  EXPECT_EQ(StratumOf(index, question, &stemmer), Stratum::kGivenCip);
  question.program.cip = "99.9999";
  EXPECT_EQ(StratumOf(index, question, &stemmer), Stratum::kText);
  question = NamesAlone({question}).front();
  EXPECT_EQ(StratumOf(index, question, &stemmer), Stratum::kName);
  question.program.name = "thing7 maker";
  EXPECT_EQ(StratumOf(index, question, &stemmer), Stratum::kJobTitle);
}

TEST(NameExamplesTest, TeachBothStrata) {
  const MatchIndex index(Makers());
  const auto programs = NamesAlone(Programs());
  NameExamples examples;
  examples.AddTitles(index.corpus());
  examples.Add(index, programs);
  const StratumWeights weights = examples.Learn();
  EXPECT_THAT(weights, ::testing::SizeIs(2));
  EXPECT_EQ(FirstShare(programs, AnswerAsServed(index, programs, weights)), 1);
  std::vector<Question> titles;
  for (alignment::CandidateIndex i = 0; i < kCandidates; ++i) {
    titles.push_back({.program = {}, .group = {}, .answers = {i}});
    titles.back().program.name = absl::StrCat("green thing", i, " maker");
  }
  EXPECT_EQ(FirstShare(titles, AnswerAsServed(index, titles, weights)), 1);
}

// What is measured on a fold must not have been learned from it.
TEST(NameExamplesTest, AFoldThatIsLeftOutTeachesNothing) {
  const MatchIndex index(Makers());
  auto programs = NamesAlone(Programs());
  const auto folds = FoldsOf(programs, 5);
  const auto learn = [&](uint32_t fold) {
    NameExamples examples;
    examples.AddTitles(index.corpus());
    examples.Add(index, programs, folds);
    return examples.LearnWithout(fold).at(Stratum::kName);
  };
  const auto before = learn(2);
  const auto with_others = learn(3);
  for (size_t i = 0; i < programs.size(); ++i)
    if (folds[i] == 2) programs[i].answers = {0};
  EXPECT_EQ(learn(2).plain, before.plain);
  EXPECT_EQ(learn(2).intercept, before.intercept);
  EXPECT_NE(learn(3).plain, with_others.plain);
}

TEST(NameExamplesTest, EachFoldIsAnsweredByTheOthers) {
  const MatchIndex index(Makers());
  const auto programs = NamesAlone(Programs());
  const auto folds = FoldsOf(programs, 5);
  NameExamples examples;
  examples.AddTitles(index.corpus());
  examples.Add(index, programs, folds);
  const auto scores = examples.CrossValidate();
  ASSERT_EQ(scores.size(), programs.size());
  for (const uint32_t fold : {0u, 4u}) {
    const auto expected =
        AnswerAsServed(index, programs, examples.LearnWithout(fold));
    for (size_t i = 0; i < programs.size(); ++i) {
      if (folds[i] != fold) continue;
      EXPECT_EQ(scores[i], expected[i]);
    }
  }
}

}  // namespace
}  // namespace plumbline::eval
