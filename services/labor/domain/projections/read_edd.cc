#include "services/labor/domain/projections/read_edd.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/workbook.h"
#include "services/labor/domain/projections/edd_json.h"
#include "services/labor/domain/projections/edd_table_reader.h"

namespace plumbline::labor {
namespace {

using projections::BindEddColumns;
using projections::EddColumns;
using projections::EddContext;
using projections::EddTableReader;
using projections::HeadingWords;
using projections::Horizon;
using projections::HorizonIn;

// Rows above the heading hold the title, the state and the period.
constexpr int kMaxRowsAboveHeading = 30;

// Finds the heading row and hands the rows under it on.
class EddSheetReader {
 public:
  EddSheetReader(EddContext context, GateReport* report)
      : context_(std::move(context)), report_(report) {}

  void AddRow(uint32_t number, absl::Span<const absl::string_view> fields) {
    if (reader_) return reader_->AddRow(number, fields);
    if (++rows_above_ > kMaxRowsAboveHeading) return;
    context_.columns = BindEddColumns(fields);
    if (!context_.columns.IsComplete()) return LookForTitle(fields);
    if (context_.columns.period < 0 && !context_.period) return;
    // A table without a column of areas is the state's if it says so.
    if (context_.columns.area_name < 0 && !says_california_) return;
    reader_.emplace(std::move(context_), report_);
  }

  bool found() const { return reader_.has_value(); }
  void Finish(ReleaseTables* tables) && {
    if (reader_) std::move(*reader_).Finish(tables);
  }

 private:
  void LookForTitle(absl::Span<const absl::string_view> fields) {
    for (const absl::string_view field : fields) {
      const std::string words = HeadingWords(field);
      if (const auto period = HorizonIn(words)) context_.period = period;
      says_california_ = says_california_ || words == "california";
    }
  }

  EddContext context_;
  GateReport* report_;
  std::optional<EddTableReader> reader_;
  int rows_above_ = 0;
  bool says_california_ = false;
};

void ReportNoHeading(const std::string& file, ReleaseTables* tables) {
  Finding finding;
  finding.severity = Severity::kFatal;
  finding.rule = "header-columns";
  finding.place.file = file;
  finding.message = absl::StrCat(
      "no row is the heading of a table of projections (in a workbook under a "
      "title with the state and the period); the columns expected are ",
      projections::EddColumnsExpected());
  tables->report.Add(std::move(finding));
}

absl::Status ReadWorkbook(const SourceFile& source, ReleaseTables* tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const tabular::Workbook workbook,
      tabular::Workbook::Open(source.path, source.bytes));
  bool found = false;
  for (const tabular::SheetListing& sheet : workbook.sheets()) {
    EddContext context;
    context.file = source.path;
    context.sheet = sheet.name;
    context.fractions = true;
    EddSheetReader reader(std::move(context), &tables->report);
    std::vector<absl::string_view> fields;
    PLUMBLINE_RETURN_IF_ERROR(
        workbook.ReadSheet(sheet.name, [&](const tabular::SheetRow& row) {
          fields.clear();
          for (const tabular::Cell& cell : row.cells) {
            fields.resize(static_cast<size_t>(cell.column));
            fields.push_back(cell.text);
          }
          reader.AddRow(static_cast<uint32_t>(row.number), fields);
          return absl::OkStatus();
        }));
    found = found || reader.found();
    std::move(reader).Finish(tables);
  }
  if (!found) ReportNoHeading(source.path, tables);
  return absl::OkStatus();
}

absl::Status ReadCsv(const SourceFile& source, ReleaseTables* tables) {
  EddContext context;
  context.file = source.path;
  EddSheetReader reader(std::move(context), &tables->report);
  tabular::DelimitedReader records(source.path, source.bytes, tabular::kCsv);
  tabular::DelimitedRow row;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, records.Next(&row));
    if (!more) break;
    reader.AddRow(static_cast<uint32_t>(row.line), row.fields);
  }
  if (!reader.found()) ReportNoHeading(source.path, tables);
  std::move(reader).Finish(tables);
  return absl::OkStatus();
}

absl::Status ReadJson(const SourceFile& source, ReleaseTables* tables) {
  EddContext context;
  context.file = source.path;
  context.columns = BindEddColumns(projections::EddJsonHeadings());
  EddTableReader reader(std::move(context), &tables->report);
  PLUMBLINE_RETURN_IF_ERROR(projections::ReadEddJson(
      source.path, source.bytes,
      [&](uint32_t row, absl::Span<const absl::string_view> fields) {
        reader.AddRow(row, fields);
      }));
  std::move(reader).Finish(tables);
  return absl::OkStatus();
}

absl::Status ReadFile(const SourceFile& source, ReleaseTables* tables) {
  if (absl::StartsWith(source.bytes, "PK") ||
      absl::EndsWithIgnoreCase(source.path, ".xlsx")) {
    return ReadWorkbook(source, tables);
  }
  if (absl::StartsWith(tabular::Trim(source.bytes), "{") ||
      absl::EndsWithIgnoreCase(source.path, ".json")) {
    return ReadJson(source, tables);
  }
  return ReadCsv(source, tables);
}

// The period of most rows, the earlier one of two that tie.
void SetReferencePeriod(ReleaseTables* tables) {
  std::map<std::string, int64_t> rows;
  for (const FigureTable& table : tables->figures) {
    rows[table.reference_period] += table.counts.accepted;
  }
  int64_t most = 0;
  for (const auto& [period, count] : rows) {
    if (count <= most) continue;
    most = count;
    tables->reference_period = period;
  }
  if (rows.size() < 2) return;
  Finding finding;
  finding.severity = Severity::kNote;
  finding.rule = "mixed-periods";
  finding.place.file = tables->figures[0].file;
  for (const auto& [period, count] : rows) {
    absl::StrAppend(&finding.value, finding.value.empty() ? "" : ", ", period,
                    " (", count, " rows)");
  }
  finding.message =
      "the release holds several periods; each is a table of its own, with the "
      "classification of its base year";
  tables->report.Add(std::move(finding));
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadEddProjections(SourceFiles files) {
  if (files.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "a release of projections needs at least one file");
  }
  ReleaseTables tables;
  for (const SourceFile& file : files) {
    PLUMBLINE_RETURN_IF_ERROR(ReadFile(file, &tables));
  }
  SetReferencePeriod(&tables);
  return tables;
}

}  // namespace plumbline::labor
