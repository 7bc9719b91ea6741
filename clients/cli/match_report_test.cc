#include "clients/cli/match_report.h"

#include "gmock/gmock.h"

namespace plumbline::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

alignment::v1::ProgramMatches MatchedAnswer() {
  alignment::v1::ProgramMatches answer;
  answer.set_edition("editions/e1");
  answer.set_model("matching-2 abc");
  answer.set_margin(0.4567);
  answer.set_least_margin(0.25);
  auto& match = *answer.add_matches();
  match.set_occupation("29-2043");
  match.set_title("Paramedics");
  match.set_probability(0.7);
  return answer;
}

TEST(MatchesTextTest, SaysByHowMuchTheFirstIsAhead) {
  EXPECT_THAT(MatchesText(MatchedAnswer(), 100),
              AllOf(HasSubstr("ahead by 0.457; 0.250 is asked for"),
                    HasSubstr("Paramedics"), Not(HasSubstr("people"))));
}

TEST(MatchesTextTest, SaysWhyTheChoiceIsLeftToPeople) {
  auto answer = MatchedAnswer();
  answer.set_abstention(alignment::v1::ProgramMatches::NEARLY_ALIKE);
  answer.set_abstention_reason("The best two are nearly alike.");
  EXPECT_THAT(MatchesText(answer, 100),
              AllOf(HasSubstr("Better left to people. The best two are"),
                    HasSubstr("Paramedics"), Not(HasSubstr("ahead by"))));
}

// Where there is nothing to choose from, one sentence says it once.
TEST(MatchesTextTest, OneReasonIsSaidOnce) {
  alignment::v1::ProgramMatches answer;
  answer.set_abstention(alignment::v1::ProgramMatches::NO_KNOWN_WORD);
  answer.set_abstention_reason("No word is known.");
  answer.set_no_match_reason("No word is known.");
  const std::string text = MatchesText(answer, 100);
  EXPECT_EQ(text.find("No word is known."), text.rfind("No word is known."));
  EXPECT_THAT(text, HasSubstr("Better left to people. No word is known."));
}

}  // namespace
}  // namespace plumbline::cli
