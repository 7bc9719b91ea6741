#include "services/labor/domain/projections/read_bls.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/workbook.h"
#include "services/labor/domain/projections/bls_table_reader.h"

namespace plumbline::labor {
namespace {

using projections::BlsFile;
using projections::BlsTableReader;

// The sheets that are read, in this order. Table 1.2 has all occupations; the
// rankings (1.3 to 1.6) repeat some of its rows, 1.8 and 1.9 are industries.
constexpr absl::string_view kSheets[] = {"Table 1.2", "Table 1.7", "Table 1.10",
                                         "Table 5.4", "Table 1.12"};

absl::Status ReadSheet(const tabular::Workbook& workbook,
                       absl::string_view sheet, BlsFile* file,
                       ReleaseTables* tables) {
  BlsTableReader reader(file, std::string(sheet), &tables->report);
  std::vector<absl::string_view> fields;
  PLUMBLINE_RETURN_IF_ERROR(
      workbook.ReadSheet(sheet, [&](const tabular::SheetRow& row) {
        fields.clear();
        for (const tabular::Cell& cell : row.cells) {
          fields.resize(static_cast<size_t>(cell.column));
          fields.push_back(cell.text);
        }
        reader.AddRow(static_cast<uint32_t>(row.number), fields);
        return absl::OkStatus();
      }));
  std::move(reader).Finish(tables);
  return absl::OkStatus();
}

absl::Status ReadWorkbook(const SourceFile& source, ReleaseTables* tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const tabular::Workbook workbook,
      tabular::Workbook::Open(source.path, source.bytes));
  BlsFile file;
  file.name = source.path;
  for (const absl::string_view sheet : kSheets) {
    if (!workbook.HasSheet(sheet)) continue;
    PLUMBLINE_RETURN_IF_ERROR(ReadSheet(workbook, sheet, &file, tables));
  }
  return absl::OkStatus();
}

absl::Status ReadCsv(const SourceFile& source, ReleaseTables* tables) {
  BlsFile file;
  file.name = source.path;
  BlsTableReader reader(&file, "", &tables->report);
  tabular::DelimitedReader records(source.path, source.bytes, tabular::kCsv);
  tabular::DelimitedRow row;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, records.Next(&row));
    if (!more) break;
    reader.AddRow(static_cast<uint32_t>(row.line), row.fields);
  }
  std::move(reader).Finish(tables);
  return absl::OkStatus();
}

// A file must bring the employment of its base and its projected year.
void CheckEmployment(const SourceFile& source, size_t first_table,
                     ReleaseTables* tables) {
  for (size_t i = first_table; i < tables->figures.size(); ++i) {
    for (const FigureColumn& column : tables->figures[i].columns) {
      if (column.measure == vocabulary::Measure::kProjectedEmployment) return;
    }
  }
  Finding finding;
  finding.severity = Severity::kFatal;
  finding.rule = "header-columns";
  finding.place.file = source.path;
  finding.message =
      "no table has the columns expected: occupation code, employment of two "
      "years, employment change, openings (Table 1.2 of occupation.xlsx, or "
      "the export of the interactive table); take the file again";
  tables->report.Add(std::move(finding));
}

void CheckPeriods(ReleaseTables* tables) {
  for (const FigureTable& table : tables->figures) {
    if (tables->reference_period.empty()) {
      tables->reference_period = table.reference_period;
    }
    if (tables->reference_period == table.reference_period) continue;
    Finding finding;
    finding.severity = Severity::kFatal;
    finding.rule = "reference-period";
    finding.place.file = table.file;
    finding.value = table.reference_period;
    finding.message = absl::StrCat(
        "other files of the release are of ", tables->reference_period,
        "; import each period as a release of its own");
    tables->report.Add(std::move(finding));
  }
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadBlsProjections(SourceFiles files) {
  if (files.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "a release of projections needs at least one file");
  }
  ReleaseTables tables;
  for (const SourceFile& file : files) {
    const size_t first_table = tables.figures.size();
    const bool workbook = absl::StartsWith(file.bytes, "PK") ||
                          absl::EndsWithIgnoreCase(file.path, ".xlsx");
    PLUMBLINE_RETURN_IF_ERROR(workbook ? ReadWorkbook(file, &tables)
                                       : ReadCsv(file, &tables));
    CheckEmployment(file, first_table, &tables);
  }
  CheckPeriods(&tables);
  return tables;
}

}  // namespace plumbline::labor
