#include "services/catalog/domain/import/program_import.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/catalog/domain/import/csv_table.h"
#include "services/catalog/domain/import/import_collector.h"
#include "services/catalog/domain/import/texas_etpl.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {
namespace {

absl::StatusOr<ProgramFormat> FormatOfFile(const ImportFile& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const tabular::HeaderMap header, ReadHeader(file));
  if (IsTexasEtpl(header)) return ProgramFormat::kTexasEtpl;
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

absl::Status ReadFiles(ProgramFormat format, absl::Span<const ImportFile> files,
                       ImportCollector& collector) {
  for (const ImportFile& file : files) {
    if (format == ProgramFormat::kTexasEtpl) {
      PLUMBLINE_RETURN_IF_ERROR(ReadTexasEtpl(file, collector));
    }
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
