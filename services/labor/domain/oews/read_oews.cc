#include "services/labor/domain/oews/read_oews.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/header.h"
#include "services/common/tabular/workbook.h"
#include "services/common/tabular/zip_archive.h"
#include "services/labor/domain/oews/columns.h"
#include "services/labor/domain/oews/period.h"
#include "services/labor/domain/oews/sheet_reader.h"

namespace plumbline::labor {
namespace {

using oews::BindColumns;
using oews::RequiredHeadings;
using oews::SheetContext;
using oews::SheetReader;
using oews::TopCodes;

constexpr absl::string_view kFieldDescriptions = "Field Descriptions";
// Below this a second thread costs more than it brings.
constexpr size_t kBytesPerThread = size_t{1} << 20;

absl::string_view Basename(absl::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

void AddFinding(Severity severity, absl::string_view rule, Place place,
                std::string value, std::string message, GateReport* report) {
  report->Add({severity, std::string(rule), std::move(place), std::move(value),
               std::move(message)});
}

// What the Field Descriptions sheet of a workbook says about all others.
struct WorkbookNotes {
  std::optional<int> year;
  std::optional<TopCodes> top_codes;
};

absl::StatusOr<WorkbookNotes> ReadNotes(const tabular::Workbook& workbook) {
  WorkbookNotes notes;
  if (!workbook.HasSheet(kFieldDescriptions)) return notes;
  PLUMBLINE_RETURN_IF_ERROR(
      workbook.ReadSheet(kFieldDescriptions, [&](const tabular::SheetRow& row) {
        const absl::string_view text = row.Text(0);
        if (!notes.year && row.number <= 5) {
          notes.year = oews::YearOnLabel(text);
        }
        if (!notes.top_codes) notes.top_codes = oews::TopCodesInNote(text);
        return absl::OkStatus();
      }));
  return notes;
}

// The year of a sheet: what the content says comes before the file's name,
// which people change.
std::optional<int> YearOf(absl::string_view file, absl::string_view sheet,
                          const WorkbookNotes& notes) {
  if (const auto year = oews::YearOnLabel(sheet)) return year;
  if (notes.year) return notes.year;
  return oews::YearOnLabel(Basename(file));
}

// A table without a column of areas is national only if it says so.
bool SaysNational(absl::string_view file, absl::string_view sheet) {
  return absl::StartsWithIgnoreCase(sheet, "nat") ||
         absl::StrContains(absl::AsciiStrToLower(Basename(file)), "nat");
}

// Checks the heading row; empty, with a fatal finding, when the rows under it
// cannot be understood.
std::optional<SheetContext> MakeContext(absl::string_view file,
                                        absl::string_view sheet,
                                        const tabular::HeaderMap& header,
                                        const WorkbookNotes& notes,
                                        GateReport* report) {
  const Place place = {std::string(file), std::string(sheet),
                       static_cast<uint32_t>(header.row_number()), ""};
  SheetContext context;
  context.file = std::string(file);
  context.sheet = std::string(sheet);
  context.columns = BindColumns(header);
  if (context.columns.area < 0 && !SaysNational(file, sheet)) {
    AddFinding(Severity::kFatal, "header-columns", place, "",
               "there is no column AREA, and neither the sheet nor the file is "
               "named as national; take the file again from the publisher",
               report);
    return std::nullopt;
  }
  const auto year = YearOf(file, sheet, notes);
  if (!year) {
    AddFinding(Severity::kFatal, "reference-period", place, "",
               "neither the sheets nor the file's name say the year; name the "
               "file as the publisher does, such as national_M2024_dl.xlsx",
               report);
    return std::nullopt;
  }
  context.year = *year;
  context.top_codes =
      notes.top_codes.value_or(oews::TopCodesOfYear(context.year));
  const auto missing = oews::MissingWageColumns(context.columns);
  if (!missing.empty()) {
    AddFinding(Severity::kWarning, "header-columns", place,
               absl::StrJoin(missing, ", "),
               "wage columns that every release has are absent; figures of "
               "theirs are answered as not published",
               report);
  }
  return context;
}

void ReportNoHeader(absl::string_view file, absl::string_view sheet,
                    const absl::Status& status, Severity severity,
                    GateReport* report) {
  AddFinding(severity,
             severity == Severity::kFatal ? "header-columns" : "side-sheet",
             {std::string(file), std::string(sheet), 0, ""}, "",
             severity == Severity::kFatal
                 ? absl::StrCat(status.message(), "; the columns expected are ",
                                absl::StrJoin(RequiredHeadings(), ", "))
                 : "this sheet holds no estimates and was not read",
             report);
}

// Reads one sheet and says whether it had a heading row.
absl::Status ReadOewsSheet(const tabular::Workbook& workbook,
                           absl::string_view sheet, const WorkbookNotes& notes,
                           bool* found_header, ReleaseTables* tables) {
  tabular::HeaderFinder finder(RequiredHeadings());
  std::optional<SheetReader> reader;
  std::vector<absl::string_view> fields;
  bool found = false;
  const auto take = [&](const tabular::SheetRow& row) {
    if (!finder.found()) {
      if (!finder.Offer(row)) return absl::OkStatus();
      found = true;
      fields.resize(static_cast<size_t>(finder.header().size()));
      auto context = MakeContext(workbook.file_name(), sheet, finder.header(),
                                 notes, &tables->report);
      if (context) reader.emplace(*std::move(context));
      return absl::OkStatus();
    }
    if (!reader) return absl::OkStatus();
    std::fill(fields.begin(), fields.end(), absl::string_view());
    for (const tabular::Cell& cell : row.cells) {
      const auto at = static_cast<size_t>(cell.column);
      if (at < fields.size()) fields[at] = cell.text;
    }
    reader->AddRow(static_cast<uint32_t>(row.number), fields);
    return absl::OkStatus();
  };
  PLUMBLINE_RETURN_IF_ERROR(workbook.ReadSheet(sheet, take));
  *found_header = *found_header || found;
  if (!found) {
    ReportNoHeader(workbook.file_name(), sheet, absl::OkStatus(),
                   Severity::kNote, &tables->report);
  }
  if (reader) std::move(*reader).Finish(tables);
  return absl::OkStatus();
}

absl::Status ReadWorkbook(absl::string_view file, absl::string_view bytes,
                          ReleaseTables* tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(const tabular::Workbook workbook,
                             tabular::Workbook::Open(file, bytes));
  PLUMBLINE_ASSIGN_OR_RETURN(const WorkbookNotes notes, ReadNotes(workbook));
  bool found_header = false;
  for (const tabular::SheetListing& sheet : workbook.sheets()) {
    PLUMBLINE_RETURN_IF_ERROR(
        ReadOewsSheet(workbook, sheet.name, notes, &found_header, tables));
  }
  if (!found_header) {
    ReportNoHeader(file, "",
                   absl::NotFoundError("no sheet has the heading row"),
                   Severity::kFatal, &tables->report);
  }
  return absl::OkStatus();
}

// Adds the records of one piece of a text that stand behind its heading record.
absl::Status ReadChunk(absl::string_view file,
                       const tabular::RecordChunk& chunk, int64_t header_record,
                       SheetReader* reader) {
  tabular::DelimitedReader records(file, chunk, tabular::kCsv);
  tabular::DelimitedRow row;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, records.Next(&row));
    if (!more) return absl::OkStatus();
    if (row.record <= header_record) continue;
    reader->AddRow(static_cast<uint32_t>(row.line), row.fields);
  }
}

// About how many records a text has, from the length of its first ones, with
// some to spare. No real row is shorter than 64 bytes: lines that are do not
// make the estimate grow beyond what the text can hold.
size_t EstimateRecords(absl::string_view bytes) {
  constexpr size_t kSampled = size_t{1} << 16;
  const absl::string_view sample = bytes.substr(0, kSampled);
  const auto lines =
      static_cast<size_t>(std::count(sample.begin(), sample.end(), '\n')) + 1;
  constexpr size_t kShortestRow = 64;
  const size_t length = std::max(sample.size() / lines, kShortestRow);
  return bytes.size() / length * 9 / 8 + 1;
}

// Reads a text in pieces, each on a thread of its own, and joins them in the
// order of the file.
absl::Status ReadRecords(absl::string_view file, absl::string_view bytes,
                         int64_t header_record, const SheetContext& context,
                         int threads, ReleaseTables* tables) {
  const auto pieces =
      std::clamp<size_t>(bytes.size() / kBytesPerThread, 1,
                         static_cast<size_t>(std::max(threads, 1)));
  const auto chunks =
      tabular::SplitAtRecords(bytes, tabular::kCsv, static_cast<int>(pieces));
  std::vector<SheetReader> readers(chunks.size(), SheetReader(context));
  for (size_t i = 0; i < chunks.size(); ++i) {
    // The first takes over the rows of all others.
    readers[i].Reserve(EstimateRecords(i == 0 ? bytes : chunks[i].bytes));
  }
  std::vector<absl::Status> statuses(chunks.size());
  std::vector<std::thread> workers;
  const auto work = [&](size_t i) {
    statuses[i] = ReadChunk(file, chunks[i], header_record, &readers[i]);
  };
  for (size_t i = 1; i < chunks.size(); ++i) workers.emplace_back(work, i);
  if (!chunks.empty()) work(0);
  for (std::thread& worker : workers) worker.join();
  for (size_t i = 0; i < chunks.size(); ++i) {
    PLUMBLINE_RETURN_IF_ERROR(statuses[i]);
    if (i > 0) readers[0].Append(std::move(readers[i]));
  }
  if (!readers.empty()) std::move(readers[0]).Finish(tables);
  return absl::OkStatus();
}

absl::Status ReadText(absl::string_view file, absl::string_view bytes,
                      const OewsOptions& options, ReleaseTables* tables) {
  tabular::HeaderFinder finder(RequiredHeadings());
  tabular::DelimitedReader records(file, bytes, tabular::kCsv);
  tabular::DelimitedRow row;
  while (!finder.done()) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, records.Next(&row));
    if (!more || finder.Offer(row)) break;
  }
  if (!finder.found()) {
    ReportNoHeader(file, "", finder.NotFound(file, ""), Severity::kFatal,
                   &tables->report);
    return absl::OkStatus();
  }
  const auto context =
      MakeContext(file, "", finder.header(), {}, &tables->report);
  if (!context) return absl::OkStatus();
  return ReadRecords(file, bytes, row.record, *context, options.threads,
                     tables);
}

// The publisher's downloads are zips of one workbook; a workbook is a zip too.
absl::Status ReadZip(absl::string_view file, absl::string_view bytes,
                     const OewsOptions& options, ReleaseTables* tables) {
  PLUMBLINE_ASSIGN_OR_RETURN(const tabular::ZipArchive archive,
                             tabular::ZipArchive::Open(file, bytes));
  if (archive.Contains("[Content_Types].xml")) {
    return ReadWorkbook(file, bytes, tables);
  }
  bool any = false;
  for (const tabular::ZipEntry& entry : archive.entries()) {
    if (!absl::EndsWithIgnoreCase(entry.name, ".xlsx") &&
        !absl::EndsWithIgnoreCase(entry.name, ".csv")) {
      continue;
    }
    any = true;
    PLUMBLINE_ASSIGN_OR_RETURN(const std::string inner,
                               archive.ReadEntry(entry.name));
    const std::string name = absl::StrCat(file, "!", entry.name);
    if (absl::EndsWithIgnoreCase(entry.name, ".xlsx")) {
      PLUMBLINE_RETURN_IF_ERROR(ReadWorkbook(name, inner, tables));
    } else {
      PLUMBLINE_RETURN_IF_ERROR(ReadText(name, inner, options, tables));
    }
  }
  if (!any) {
    ReportNoHeader(file, "",
                   absl::NotFoundError("the zip holds no .xlsx and no .csv"),
                   Severity::kFatal, &tables->report);
  }
  return absl::OkStatus();
}

absl::Status ReadFile(absl::string_view file, absl::string_view bytes,
                      const OewsOptions& options, ReleaseTables* tables) {
  if (absl::StartsWith(bytes, "PK") ||
      absl::EndsWithIgnoreCase(file, ".xlsx")) {
    return ReadZip(file, bytes, options, tables);
  }
  return ReadText(file, bytes, options, tables);
}

// All tables of a release are of one May.
void SetReferencePeriod(ReleaseTables* tables) {
  for (const FigureTable& table : tables->figures) {
    if (tables->reference_period.empty()) {
      tables->reference_period = table.reference_period;
    } else if (tables->reference_period != table.reference_period) {
      AddFinding(Severity::kFatal, "reference-period",
                 {table.file, table.sheet, 0, ""}, table.reference_period,
                 absl::StrCat("other files of the release are of ",
                              tables->reference_period,
                              "; import each period as a release of its own"),
                 &tables->report);
    }
  }
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadOews(SourceFiles files,
                                       const OewsOptions& options) {
  if (files.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "an OEWS release needs at least one file");
  }
  ReleaseTables tables;
  for (const SourceFile& file : files) {
    PLUMBLINE_RETURN_IF_ERROR(
        ReadFile(file.path, file.bytes, options, &tables));
  }
  SetReferencePeriod(&tables);
  return tables;
}

}  // namespace plumbline::labor
