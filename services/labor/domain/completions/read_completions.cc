#include "services/labor/domain/completions/read_completions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/header.h"
#include "services/labor/domain/completions/award_rows.h"
#include "services/labor/domain/completions/directory_rows.h"

namespace plumbline::labor::completions {
namespace {

enum class Kind { kOther, kCompletions, kDirectory };

absl::Status LayoutUnknown(const std::string& file, absl::string_view what) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kLayoutUnknown,
                     absl::StrCat(file, ": ", what), {{"file", file}});
}

// Older files are in Latin-1; nothing that is read needs more than ASCII but
// names.
tabular::Dialect Csv() {
  tabular::Dialect dialect = tabular::kCsv;
  dialect.invalid_utf8 = tabular::InvalidUtf8::kReplace;
  return dialect;
}

absl::StatusOr<Kind> KindOf(const SourceFile& file) {
  tabular::DelimitedReader reader(file.path, file.bytes, Csv());
  tabular::DelimitedRow row;
  PLUMBLINE_ASSIGN_OR_RETURN(const bool any, reader.Next(&row));
  if (!any) return Kind::kOther;
  const tabular::HeaderMap header(row.line, row.fields);
  if (!header.Find("UNITID")) return Kind::kOther;
  if (header.Find("CTOTALT")) return Kind::kCompletions;
  return header.Find("INSTNM") ? Kind::kDirectory : Kind::kOther;
}

// `c2024_a.csv`: awards from July 2023 to June 2024.
absl::StatusOr<std::string> PeriodOf(const std::string& path) {
  const std::string name =
      absl::AsciiStrToLower(path.substr(path.find_last_of('/') + 1));
  int year = 0;
  const bool says = name.size() > 6 && name[0] == 'c' &&
                    absl::StartsWith(name.substr(5), "_a") &&
                    absl::SimpleAtoi(name.substr(1, 4), &year) && year > 1983 &&
                    year < 2100;
  if (!says) {
    return LayoutUnknown(path,
                         "the name does not say the year of the awards: keep "
                         "the publisher's, such as c2024_a.csv");
  }
  return absl::StrCat(year - 1, "-07/", year, "-06");
}

// The files of a release by what they are.
struct Files {
  const SourceFile* completions = nullptr;
  const SourceFile* directory = nullptr;
};

absl::StatusOr<Files> Sort(SourceFiles files) {
  Files sorted;
  for (const SourceFile& file : files) {
    PLUMBLINE_ASSIGN_OR_RETURN(const Kind kind, KindOf(file));
    if (kind == Kind::kOther) {
      return LayoutUnknown(
          file.path,
          "the first row has the headings neither of completions (UNITID, "
          "CIPCODE, MAJORNUM, AWLEVEL, CTOTALT) nor of the directory (UNITID, "
          "INSTNM)");
    }
    const SourceFile*& place =
        kind == Kind::kCompletions ? sorted.completions : sorted.directory;
    if (place != nullptr) {
      return LayoutUnknown(
          file.path, absl::StrCat("says the same as ", place->path,
                                  ": a release has one of them, the revised "
                                  "one where there is one"));
    }
    place = &file;
  }
  if (sorted.completions == nullptr) {
    return LayoutUnknown(files.empty() ? "" : files.front().path,
                         "there is no file of completions: add c2024_a.csv");
  }
  return sorted;
}

absl::Status ReadDirectory(const SourceFile* file, DirectoryRows* directory,
                           CompletionTable* table, GateReport* report) {
  if (file == nullptr) return absl::OkStatus();
  table->directory = file->path;
  return tabular::ReadDelimitedTable(
      file->path, file->bytes, Csv(), {"UNITID", "INSTNM"},
      [&](const tabular::HeaderMap& header, const tabular::DelimitedRow& row) {
        ++table->directory_counts.read;
        const RowCells cells(file->path, header, row, report);
        if (directory->Take(cells)) ++table->directory_counts.accepted;
        return absl::OkStatus();
      });
}

// Names and places of the institutions with rows.
void Locate(const DirectoryRows& directory, CompletionTable* table,
            GateReport* report) {
  int64_t unknown = 0;
  for (Institution& institution : table->institutions) {
    const Institution* const found = directory.Find(institution.unitid);
    if (found != nullptr) {
      institution = *found;
    } else {
      ++unknown;
    }
  }
  if (unknown == 0) return;
  report->Add({.severity = Severity::kWarning,
               .rule = "institution-unknown",
               .place = {.file = table->file, .column = "UNITID"},
               .value = absl::StrCat(unknown),
               .message = absl::StrCat(
                   unknown, " of ", table->institutions.size(),
                   " institutions are in no directory, so that only the nation "
                   "has their awards: add the directory of the same year.")});
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadCompletions(SourceFiles files) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Files sorted, Sort(files));
  const SourceFile& file = *sorted.completions;
  ReleaseTables release;
  PLUMBLINE_ASSIGN_OR_RETURN(release.reference_period, PeriodOf(file.path));
  CompletionTable table;
  table.file = file.path;
  DirectoryRows directory;
  PLUMBLINE_RETURN_IF_ERROR(
      ReadDirectory(sorted.directory, &directory, &table, &release.report));
  AwardRows awards;
  PLUMBLINE_RETURN_IF_ERROR(tabular::ReadDelimitedTable(
      file.path, file.bytes, Csv(),
      {"UNITID", "CIPCODE", "MAJORNUM", "AWLEVEL", "CTOTALT"},
      [&](const tabular::HeaderMap& header, const tabular::DelimitedRow& row) {
        ++table.counts.read;
        const RowCells cells(file.path, header, row, &release.report);
        if (awards.Take(cells)) ++table.counts.accepted;
        return absl::OkStatus();
      }));
  std::move(awards).Finish(&table, &release.report);
  Locate(directory, &table, &release.report);
  release.completions.push_back(std::move(table));
  return release;
}

}  // namespace plumbline::labor::completions
