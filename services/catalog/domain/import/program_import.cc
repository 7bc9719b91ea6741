#include "services/catalog/domain/import/program_import.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/catalog/domain/import/csv_table.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/json_fields.h"
#include "services/catalog/domain/import/maryland_msde.h"
#include "services/catalog/domain/import/new_jersey_etpl.h"
#include "services/catalog/domain/import/plumbline_csv.h"
#include "services/catalog/domain/import/plumbline_json.h"
#include "services/catalog/domain/import/texas_etpl.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {
namespace {

// A JSON document begins with a brace; no heading row does.
bool IsJson(absl::string_view bytes) {
  if (absl::StartsWith(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(bytes), "{");
}

ProgramFormat FormatOfHeader(const tabular::HeaderMap& header) {
  if (IsTexasEtpl(header)) return ProgramFormat::kTexasEtpl;
  if (IsNewJerseyEtpl(header)) return ProgramFormat::kNewJerseyEtpl;
  if (IsMarylandClusterTable(header)) return ProgramFormat::kMarylandMsde;
  if (PlumblineTableOf(header) != PlumblineTable::kNone) {
    return ProgramFormat::kPlumblineCsv;
  }
  return ProgramFormat::kUnspecified;
}

absl::StatusOr<ProgramFormat> FormatOfFile(const ImportFile& file) {
  if (!IsJson(file.bytes)) {
    PLUMBLINE_ASSIGN_OR_RETURN(const tabular::HeaderMap header,
                               ReadHeader(file));
    return FormatOfHeader(header);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const nlohmann::json document, ParseJson(file));
  if (IsPlumblineJson(document)) return ProgramFormat::kPlumblineJson;
  if (IsMarylandCrosswalk(document)) return ProgramFormat::kMarylandMsde;
  return ProgramFormat::kUnspecified;
}

absl::Status LayoutUnknown(const ImportFile& file, absl::string_view what) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kLayoutUnknown,
      absl::StrCat(file.path, ": ", what), {{"file", file.path}});
}

// The format of all files, which is `asked` unless that is kUnspecified.
absl::StatusOr<ProgramFormat> FormatOfFiles(
    ProgramFormat asked, absl::Span<const ImportFile> files) {
  ProgramFormat format = asked;
  for (const ImportFile& file : files) {
    PLUMBLINE_ASSIGN_OR_RETURN(const ProgramFormat found, FormatOfFile(file));
    if (found == ProgramFormat::kUnspecified) {
      return LayoutUnknown(file,
                           "no reader knows this heading: see "
                           "docs/formats/programs.md for the columns of each "
                           "format");
    }
    if (format == ProgramFormat::kUnspecified) format = found;
    if (format != found) {
      return LayoutUnknown(
          file, absl::StrCat("this is ", FormatTitle(found), " and not ",
                             FormatTitle(format),
                             ": import files of one format at a time"));
    }
  }
  return format;
}

absl::Status ReadJson(const ImportFile& file, ImportCollector& collector) {
  PLUMBLINE_ASSIGN_OR_RETURN(const nlohmann::json document, ParseJson(file));
  if (IsPlumblineJson(document)) {
    ReadPlumblineJson(file.path, document, collector);
  } else {
    ReadMarylandCrosswalk(file.path, document, collector);
  }
  return absl::OkStatus();
}

absl::Status ReadFile(ProgramFormat format, const ImportFile& file,
                      ImportCollector& collector) {
  if (IsJson(file.bytes)) return ReadJson(file, collector);
  switch (format) {
    case ProgramFormat::kTexasEtpl:
      return ReadTexasEtpl(file, collector);
    case ProgramFormat::kNewJerseyEtpl:
      return ReadNewJerseyEtpl(file, collector);
    case ProgramFormat::kMarylandMsde:
      return ReadMarylandClusterTable(file, collector);
    default:
      return LayoutUnknown(file, "no reader knows this heading");
  }
}

absl::Status ReadFiles(ProgramFormat format, absl::Span<const ImportFile> files,
                       ImportCollector& collector) {
  if (format == ProgramFormat::kPlumblineCsv) {
    return ReadPlumblineCsv(files, collector);
  }
  for (const ImportFile& file : files) {
    PLUMBLINE_RETURN_IF_ERROR(ReadFile(format, file, collector));
  }
  return absl::OkStatus();
}

}  // namespace

absl::string_view FormatTitle(ProgramFormat format) {
  static constexpr std::array<absl::string_view, 6> kTitles = {
      "an unknown format", "Plumbline CSV",   "Plumbline JSON",
      "Texas ETPL",        "New Jersey ETPL", "Maryland MSDE"};
  return kTitles[static_cast<size_t>(format) % kTitles.size()];
}

absl::StatusOr<ProgramImport> ReadPrograms(ProgramFormat format,
                                           absl::Span<const ImportFile> files) {
  if (files.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "there are no files: send at least one");
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const ProgramFormat found,
                             FormatOfFiles(format, files));
  ImportCollector collector;
  PLUMBLINE_RETURN_IF_ERROR(ReadFiles(found, files, collector));
  return std::move(collector).Finish(found, files);
}

}  // namespace plumbline::catalog
