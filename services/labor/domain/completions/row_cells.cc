#include "services/labor/domain/completions/row_cells.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::completions {

absl::string_view RowCells::Text(absl::string_view heading) const {
  const auto column = header_.Find(heading);
  if (!column) return {};
  return tabular::Trim(tabular::Unguard(row_.Text(*column)));
}

std::optional<uint32_t> RowCells::Number(absl::string_view heading) const {
  const absl::string_view text = Text(heading);
  uint32_t number = 0;
  const bool digits =
      !text.empty() && text.size() < 10 &&
      std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
  if (!digits || !absl::SimpleAtoi(text, &number)) return std::nullopt;
  return number;
}

void RowCells::Report(Severity severity, absl::string_view heading,
                      absl::string_view rule, std::string message) const {
  report_->Add({.severity = severity,
                .rule = std::string(rule),
                .place = {.file = std::string(file_),
                          .row = number(),
                          .column = std::string(heading)},
                .value = std::string(Text(heading)),
                .message = std::move(message)});
}

bool RowCells::Reject(absl::string_view heading, absl::string_view rule,
                      absl::string_view why) const {
  Report(Severity::kRowRejected, heading, rule,
         absl::StrCat(why, ": the row was left out."));
  return false;
}

}  // namespace plumbline::labor::completions
