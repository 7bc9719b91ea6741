#include "clients/cli/sequence_report.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/text_table.h"

namespace plumbline::cli {
namespace {

namespace v1 = alignment::v1;

// As `--disable` takes it.
std::string CheckName(v1::SequenceCheckAnswer::Check check) {
  return absl::AsciiStrToLower(v1::SequenceCheckAnswer::Check_Name(check));
}

std::string FieldsOf(const v1::SequenceFinding& finding) {
  return absl::StrJoin(finding.evidence(), ", ",
                       [](std::string* out, const v1::SequenceEvidence& one) {
                         absl::StrAppend(out, one.field());
                       });
}

std::string FindingsText(const v1::SequenceAudit& audit, size_t width) {
  TextTable table({"finding", "fields", "what"});
  for (const v1::SequenceFinding& finding : audit.findings())
    table.AddRow({absl::StrCat(v1::SequenceFinding::Code_Name(finding.code()),
                               finding.informational() ? " (no flag)" : ""),
                  FieldsOf(finding), finding.message()});
  return table.Render(width);
}

}  // namespace

std::string SequenceText(const v1::SequenceAudit& audit, size_t width) {
  std::string text = absl::StrCat("As of ", audit.day(), ".\n");
  if (audit.findings().empty()) {
    absl::StrAppend(&text, "No findings.\n");
  } else {
    absl::StrAppend(&text, FindingsText(audit, width));
  }
  TextTable table({"check", "outcome", "why"});
  for (const v1::SequenceCheckAnswer& answer : audit.answers())
    table.AddRow({CheckName(answer.check()),
                  v1::SequenceCheckAnswer::Outcome_Name(answer.outcome()),
                  answer.reason()});
  absl::StrAppend(&text, "\n", table.Render(width));
  return text;
}

}  // namespace plumbline::cli
