#include "clients/cli/sequence_report.h"

#include "gmock/gmock.h"

namespace plumbline::cli {
namespace {

using alignment::v1::SequenceAudit;
using alignment::v1::SequenceCheckAnswer;
using alignment::v1::SequenceFinding;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(SequenceReportTest, SaysWhatWasFoundAndWhatIsNotKnown) {
  SequenceAudit audit;
  audit.set_day("2026-11-22");
  auto& answer = *audit.add_answers();
  answer.set_check(SequenceCheckAnswer::CREDENTIAL_STACK);
  answer.set_outcome(SequenceCheckAnswer::NOT_KNOWN);
  answer.set_reason("Too few.");
  EXPECT_THAT(SequenceText(audit, 200),
              AllOf(HasSubstr("As of 2026-11-22."), HasSubstr("No findings."),
                    HasSubstr("credential_stack"), HasSubstr("NOT_KNOWN"),
                    HasSubstr("Too few.")));
  auto& finding = *audit.add_findings();
  finding.set_code(SequenceFinding::CREDENTIALS_STACK);
  finding.set_informational(true);
  finding.set_message("They rise.");
  finding.add_evidence()->set_field("credentials[0].kind");
  EXPECT_THAT(SequenceText(audit, 200),
              AllOf(HasSubstr("CREDENTIALS_STACK (no flag)"),
                    HasSubstr("credentials[0].kind"), HasSubstr("They rise.")));
}

}  // namespace
}  // namespace plumbline::cli
