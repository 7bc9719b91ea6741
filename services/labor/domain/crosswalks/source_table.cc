#include "services/labor/domain/crosswalks/source_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/header.h"
#include "services/common/tabular/workbook.h"

namespace plumbline::labor::crosswalks {
namespace {

constexpr size_t kRowsSearched = 30;

absl::Status LoadText(const SourceFile& file,
                      std::vector<SourceTable>* tables) {
  const absl::string_view first = file.bytes.substr(0, file.bytes.find('\n'));
  tabular::Dialect dialect =
      absl::StrContains(first, '\t') ? tabular::kTsv : tabular::kCsv;
  dialect.invalid_utf8 = tabular::InvalidUtf8::kReplace;
  tabular::DelimitedReader reader(file.path, file.bytes, dialect);
  SourceTable table{.file = file.path};
  tabular::DelimitedRow row;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, reader.Next(&row));
    if (!more) break;
    SourceRow& taken = table.rows.emplace_back();
    taken.number = static_cast<uint32_t>(row.line);
    for (const absl::string_view field : row.fields) {
      taken.cells.emplace_back(tabular::Unguard(field));
    }
  }
  tables->push_back(std::move(table));
  return absl::OkStatus();
}

SourceRow TakeSheetRow(const tabular::SheetRow& row) {
  SourceRow taken{.number = static_cast<uint32_t>(row.number)};
  for (const tabular::Cell& cell : row.cells) {
    taken.cells.resize(static_cast<size_t>(cell.column) + 1);
    taken.cells.back() = std::string(tabular::Unguard(cell.text));
  }
  return taken;
}

absl::Status LoadWorkbook(const SourceFile& file,
                          std::vector<SourceTable>* tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(const tabular::Workbook workbook,
                             tabular::Workbook::Open(file.path, file.bytes));
  for (const tabular::SheetListing& sheet : workbook.sheets()) {
    SourceTable table{.file = file.path, .sheet = sheet.name};
    PLUMBLINE_RETURN_IF_ERROR(
        workbook.ReadSheet(sheet.name, [&](const tabular::SheetRow& row) {
          if (!row.empty()) table.rows.push_back(TakeSheetRow(row));
          return absl::OkStatus();
        }));
    tables->push_back(std::move(table));
  }
  return absl::OkStatus();
}

// The column whose heading folds to one of the spellings in `heading`.
std::optional<size_t> ColumnOf(absl::string_view heading,
                               const std::vector<std::string>& folded) {
  for (const absl::string_view spelling : absl::StrSplit(heading, '|')) {
    const auto found =
        std::find(folded.begin(), folded.end(), tabular::FoldHeading(spelling));
    if (found != folded.end()) {
      return static_cast<size_t>(found - folded.begin());
    }
  }
  return std::nullopt;
}

std::optional<std::vector<size_t>> ColumnsOf(Headings headings,
                                             const SourceRow& row) {
  std::vector<std::string> folded;
  for (const std::string& cell : row.cells) {
    folded.push_back(tabular::FoldHeading(cell));
  }
  std::vector<size_t> columns;
  for (const absl::string_view heading : headings) {
    const std::optional<size_t> column = ColumnOf(heading, folded);
    if (!column) return std::nullopt;
    columns.push_back(*column);
  }
  return columns;
}

}  // namespace

absl::StatusOr<std::vector<SourceTable>> LoadTables(SourceFiles files) {
  std::vector<SourceFile> sorted(files.begin(), files.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const SourceFile& a, const SourceFile& b) {
              return std::tie(a.path, a.bytes) < std::tie(b.path, b.bytes);
            });
  std::vector<SourceTable> tables;
  for (const SourceFile& file : sorted) {
    const bool workbook = absl::StartsWith(file.bytes, "PK") ||
                          absl::EndsWithIgnoreCase(file.path, ".xlsx");
    PLUMBLINE_RETURN_IF_ERROR(workbook ? LoadWorkbook(file, &tables)
                                       : LoadText(file, &tables));
  }
  return tables;
}

std::optional<HeadingRow> FindHeadings(const SourceTable& table,
                                       Headings headings) {
  const size_t rows = std::min(table.rows.size(), kRowsSearched);
  for (size_t row = 0; row < rows; ++row) {
    if (auto columns = ColumnsOf(headings, table.rows[row])) {
      return HeadingRow{row, *std::move(columns)};
    }
  }
  return std::nullopt;
}

absl::Status NoKnownTable(SourceFiles files, absl::string_view expected) {
  std::vector<std::string> paths;
  for (const SourceFile& file : files) paths.push_back(file.path);
  std::sort(paths.begin(), paths.end());
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kLayoutUnknown,
      absl::StrCat("None of the top rows of ", absl::StrJoin(paths, ", "),
                   " has the headings of ", expected, "."),
      {{"file", absl::StrJoin(paths, ", ")}});
}

}  // namespace plumbline::labor::crosswalks
