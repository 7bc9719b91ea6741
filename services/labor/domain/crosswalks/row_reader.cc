#include "services/labor/domain/crosswalks/row_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::crosswalks {
namespace {

std::string Folded(absl::string_view title) {
  std::string folded = absl::AsciiStrToLower(PlainTitle(title));
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

}  // namespace

bool HeadedRow::TakeCip(size_t heading, vocabulary::CipCode* code) const {
  const auto parsed = vocabulary::CipCode::Parse(Text(heading));
  if (!parsed.ok()) {
    const absl::string_view message = parsed.status().message();
    return RejectCode(heading, message);
  }
  *code = *parsed;
  return true;
}

bool HeadedRow::TakeSoc(size_t heading, vocabulary::SocCode* code) const {
  const auto parsed = vocabulary::SocCode::Parse(Text(heading));
  if (!parsed.ok()) {
    const absl::string_view message = parsed.status().message();
    return RejectCode(heading, message);
  }
  *code = *parsed;
  return true;
}

bool HeadedRow::TakeOnetSoc(size_t heading,
                            vocabulary::OnetSocCode* code) const {
  const auto parsed = vocabulary::OnetSocCode::Parse(Text(heading));
  if (!parsed.ok()) {
    const absl::string_view message = parsed.status().message();
    return RejectCode(heading, message);
  }
  *code = *parsed;
  return true;
}

bool HeadedRow::RejectCode(size_t heading, absl::string_view message) const {
  if (tabular::LooksLikeMangledCode(Text(heading))) {
    return Reject(heading, "code-mangled",
                  absl::StrCat(message,
                               "; a spreadsheet seems to have turned the code "
                               "into a date: get the file anew and open it as "
                               "text."));
  }
  return Reject(heading, "code-malformed",
                absl::StrCat(message, ": the row was left out."));
}

bool HeadedRow::Reject(size_t heading, absl::string_view rule,
                       std::string message) const {
  Report(Severity::kRowRejected, heading, rule, std::move(message));
  return false;
}

void HeadedRow::Report(Severity severity, size_t heading,
                       absl::string_view rule, std::string message) const {
  const SourceRow& names = table_.rows[headings_.row];
  report_->Add(
      {.severity = severity,
       .rule = std::string(rule),
       .place = {.file = table_.file,
                 .sheet = table_.sheet,
                 .row = number(),
                 .column = std::string(names.Text(headings_.columns[heading]))},
       .value = std::string(Text(heading)),
       .message = std::move(message)});
}

RowCounts ReadRows(const SourceTable& table, const HeadingRow& headings,
                   GateReport* report,
                   absl::FunctionRef<bool(const HeadedRow&)> accept) {
  RowCounts counts;
  for (size_t i = headings.row + 1; i < table.rows.size(); ++i) {
    const SourceRow& row = table.rows[i];
    if (std::all_of(row.cells.begin(), row.cells.end(),
                    [](const std::string& cell) { return cell.empty(); })) {
      continue;
    }
    ++counts.read;
    if (accept(HeadedRow(table, headings, row, report))) ++counts.accepted;
  }
  return counts;
}

void AddFinding(const SourceTable& table, Severity severity,
                absl::string_view rule, std::string value, std::string message,
                GateReport* report) {
  report->Add({.severity = severity,
               .rule = std::string(rule),
               .place = {.file = table.file, .sheet = table.sheet},
               .value = std::move(value),
               .message = std::move(message)});
}

void TitleCheck::See(const std::string& code, const HeadedRow& row,
                     size_t heading) {
  const std::string title = Folded(row.Text(heading));
  const auto [at, added] = titles_.try_emplace(code, title);
  if (added || at->second == title || title.empty()) return;
  if (!reported_.try_emplace(code, true).second) return;
  row.Report(Severity::kWarning, heading, "title-disagrees",
             absl::StrCat("Code ", code, " is elsewhere titled '", at->second,
                          "': check that the code is the one meant."));
}

std::string PlainTitle(absl::string_view title) {
  title = tabular::Trim(title);
  absl::ConsumeSuffix(&title, ".");
  return std::string(title);
}

}  // namespace plumbline::labor::crosswalks
