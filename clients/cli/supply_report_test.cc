#include "clients/cli/supply_report.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

alignment::v1::CountRange Exactly(int64_t milli) {
  alignment::v1::CountRange range;
  range.set_low_milli(milli);
  range.set_high_milli(milli);
  return range;
}

alignment::v1::SupplyAndDemand Answer() {
  alignment::v1::SupplyAndDemand answer;
  answer.set_region("regions/us-tx");
  answer.set_apportioning(alignment::v1::SupplyAndDemand::BY_OPENINGS);
  *answer.mutable_unplaced() = Exactly(29500);
  answer.mutable_unfilled()->set_low_milli(80000);
  answer.add_surpluses()->set_sentence("at least 29.5 of the 50");
  auto& first = *answer.add_occupations();
  first.add_occupations("29-2042");
  first.set_title("Emergency Medical Technicians");
  *first.mutable_openings() = Exactly(20500);
  first.mutable_completers()->set_low_milli(51000);
  first.mutable_completers()->set_high_milli(59000);
  first.mutable_gap()->set_low_milli(-38500);
  first.mutable_gap()->set_high_milli(-30500);
  answer.add_occupations()->add_occupations("29-2043");
  return answer;
}

TEST(SupplyTextTest, SaysWhatHoldsAndWhatTheRuleSays) {
  EXPECT_THAT(
      SupplyText(Answer(), 0, 200),
      AllOf(HasSubstr("unplaced under every rule: 29.5;"),
            HasSubstr("unfilled under every rule: at least 80\n"),
            HasSubstr("BY_OPENINGS"), HasSubstr("at least 29.5 of the 50"),
            HasSubstr("20.5"), HasSubstr("51 to 59"),
            HasSubstr("-38.5 to -30.5"), HasSubstr("29-2043")));
}

TEST(SupplyTextTest, ShowsAtMostSoManyLines) {
  EXPECT_THAT(SupplyText(Answer(), 1, 200), Not(HasSubstr("29-2043")));
}

TEST(SupplyTextTest, SaysWhoseAwardsCount) {
  alignment::v1::SupplyAndDemand answer = Answer();
  alignment::v1::CompletionsCounted& counted = *answer.mutable_completions();
  counted.set_release("sources/ipeds/releases/2024");
  counted.set_reference_period("2023-07/2024-06");
  counted.set_institution_count(2);
  counted.set_award_count(50);
  counted.set_superseded_award_count(40);
  counted.set_unlocated_institution_count(3);
  alignment::v1::CompletionsCounted::OfLevel& level = *counted.add_levels();
  level.set_award_level(2);
  level.set_awards(50);
  const std::string text = SupplyText(answer, 0, 200);
  EXPECT_THAT(text, HasSubstr("50 awards of 2 institutions in 2023-07/2024-06, "
                              "first majors only (sources/ipeds/releases/2024)"
                              ": 50 of level 2\n"));
  EXPECT_THAT(text, HasSubstr("40 awards gave way to providers' own counts"));
  EXPECT_THAT(text, HasSubstr("3 institutions may be here or not"));
}

}  // namespace
}  // namespace plumbline::cli
