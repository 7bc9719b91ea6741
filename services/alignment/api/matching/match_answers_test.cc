#include "services/alignment/api/matching/match_answers.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline::alignment {
namespace {

v1::ProgramMatches AnswerOf(const std::string& edition) {
  v1::ProgramMatches answer;
  answer.set_edition(edition);
  return answer;
}

TEST(MatchAnswersTest, AnswersWhatWasAskedBefore) {
  MatchAnswers answers;
  EXPECT_EQ(answers.Find("welding"), nullptr);
  answers.Keep("welding", AnswerOf("editions/e1"));
  ASSERT_NE(answers.Find("welding"), nullptr);
  EXPECT_EQ(answers.Find("welding")->edition(), "editions/e1");
  EXPECT_EQ(answers.Find("weldings"), nullptr);
}

TEST(MatchAnswersTest, WhatWasAskedLongestAgoMakesRoom) {
  const size_t each = 1 + AnswerOf("12").SpaceUsedLong();
  MatchAnswers answers(2 * each);
  answers.Keep("a", AnswerOf("12"));
  answers.Keep("b", AnswerOf("34"));
  answers.Keep("b", AnswerOf("34"));
  EXPECT_NE(answers.Find("a"), nullptr);
  answers.Keep("c", AnswerOf("56"));
  EXPECT_EQ(answers.Find("b"), nullptr);
  EXPECT_NE(answers.Find("a"), nullptr);
  EXPECT_EQ(answers.Find("c")->edition(), "56");
}

TEST(MatchAnswersTest, WhatIsTooLongIsNotKept) {
  MatchAnswers answers;
  const std::string question(MatchAnswers::kLongest + 1, 'x');
  answers.Keep(question, AnswerOf("1"));
  EXPECT_EQ(answers.Find(question), nullptr);
}

TEST(QuestionOfTest, IsAllThatTheAnswerFollowsFrom) {
  v1::MatchProgramRequest request;
  catalog::v1::Program program;
  program.set_title("Welding");
  const std::string question = QuestionOf(request, program);
  request.set_name("providers/p/programs/welding");
  request.set_edition("editions/e1");
  EXPECT_EQ(QuestionOf(request, program), question);
  for (const auto change :
       {+[](v1::MatchProgramRequest& one) { one.set_max_matches(3); },
        +[](v1::MatchProgramRequest& one) { one.set_min_probability(0.25); },
        +[](v1::MatchProgramRequest& one) { one.set_explain(true); }}) {
    v1::MatchProgramRequest changed = request;
    change(changed);
    EXPECT_NE(QuestionOf(changed, program), question);
  }
  program.set_description("Welds.");
  EXPECT_NE(QuestionOf(request, program), question);
}

}  // namespace
}  // namespace plumbline::alignment
