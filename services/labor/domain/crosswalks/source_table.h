#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_SOURCE_TABLE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_SOURCE_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::crosswalks {

// A row of a sheet or text, its cells trimmed and out of their spreadsheet
// guards (`="01.0000"`).
struct SourceRow {
  // As the publisher's file numbers it, from 1.
  uint32_t number = 0;
  std::vector<std::string> cells{};

  // The cell in this column; empty beyond the last.
  absl::string_view Text(size_t column) const {
    return column < cells.size() ? absl::string_view(cells[column])
                                 : absl::string_view();
  }
};

// One sheet of a workbook or one delimited text. Classifications and crosswalks
// are small: the largest has some 8,500 rows.
struct SourceTable {
  std::string file{};
  // Empty for a text.
  std::string sheet{};
  std::vector<SourceRow> rows{};
};

// All sheets and texts among `files`, sorted by path and then in the order of
// the sheets. A file is a workbook when it begins as a zip does.
//
// Errors: as tabular::Workbook and tabular::DelimitedReader.
absl::StatusOr<std::vector<SourceTable>> LoadTables(SourceFiles files);

// Headings by which a layout is known, each one name or several joined by `|`.
using Headings = absl::Span<const absl::string_view>;

// Where the headings stand in a table.
struct HeadingRow {
  // Index into SourceTable::rows.
  size_t row = 0;
  // One for each heading asked for.
  std::vector<size_t> columns{};
};

// The first of the top 30 rows that has all the headings; nothing when there is
// none.
std::optional<HeadingRow> FindHeadings(const SourceTable& table,
                                       Headings headings);

// The error for files in which no known table was found. `expected` says which
// tables were looked for.
absl::Status NoKnownTable(SourceFiles files, absl::string_view expected);

// Loads `files` and gives each table to `read(table, layout, headings)` with
// the first of `layouts` whose `headings` it has. A table that has none of them
// is passed over.
//
// Errors: as LoadTables; NoKnownTable when all tables are passed over.
template <typename Layouts, typename Read>
absl::Status ReadKnownTables(SourceFiles files, const Layouts& layouts,
                             absl::string_view expected, const Read& read) {
  const auto tables = LoadTables(files);
  if (!tables.ok()) return tables.status();
  bool found = false;
  for (const SourceTable& table : *tables) {
    for (const auto& layout : layouts) {
      const auto headings = FindHeadings(table, layout.headings);
      if (!headings) continue;
      read(table, layout, *headings);
      found = true;
      break;
    }
  }
  return found ? absl::OkStatus() : NoKnownTable(files, expected);
}

}  // namespace plumbline::labor::crosswalks

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_SOURCE_TABLE_H_
