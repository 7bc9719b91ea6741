#include "services/labor/domain/gates/table_view.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace plumbline::labor::gates {

const FigureColumn* FindColumn(const FigureTable& table,
                               vocabulary::Measure measure) {
  for (const FigureColumn& column : table.columns) {
    if (column.measure == measure) return &column;
  }
  return nullptr;
}

Finding TableFinding(const FigureTable& table, absl::string_view rule,
                     Severity severity, std::string value,
                     std::string message) {
  Finding finding;
  finding.severity = severity;
  finding.rule = std::string(rule);
  finding.place.file = table.file;
  finding.place.sheet = table.sheet;
  finding.value = std::move(value);
  finding.message = std::move(message);
  return finding;
}

Finding RowFinding(const FigureTable& table, size_t row,
                   const FigureColumn* column, absl::string_view rule,
                   Severity severity, std::string value, std::string message) {
  Finding finding =
      TableFinding(table, rule, severity, std::move(value), std::move(message));
  finding.place.row = table.source_rows[row];
  if (column != nullptr) finding.place.column = column->header;
  return finding;
}

std::string RowName(const FigureTable& table, size_t row) {
  return absl::StrCat(table.row_codes[row].ToString(), " in ",
                      table.regions[table.row_regions[row]].title);
}

std::string RuleCount::ToString() const {
  return absl::StrCat(broken, " of ", looked_at, " rows");
}

}  // namespace plumbline::labor::gates
