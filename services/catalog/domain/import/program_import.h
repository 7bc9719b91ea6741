#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PROGRAM_IMPORT_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PROGRAM_IMPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/catalog/domain/program.h"

// Files of programs to providers and programs, with a report on every row that
// was not taken. docs/formats/programs.md describes the formats.
namespace plumbline::catalog {

// The numbers are those of the API.
enum class ProgramFormat : uint8_t {
  kUnspecified = 0,
  kPlumblineCsv = 1,
  kPlumblineJson = 2,
  kTexasEtpl = 3,
  kNewJerseyEtpl = 4,
  kMarylandMsde = 5,
};

// "Texas ETPL", ...: for messages.
absl::string_view FormatTitle(ProgramFormat format);

// A file in memory. `bytes` must outlive the reading.
struct ImportFile {
  std::string path;
  absl::string_view bytes;
};

// Where a record stands.
struct RowPlace {
  std::string file;
  // The record's first line, from 1; in JSON, which has no records of its own,
  // the entry's number, from 1, in the order of the file.
  int32_t row = 0;

  friend bool operator==(const RowPlace&, const RowPlace&) = default;
};

// Something to say about a row.
struct RowReport {
  RowPlace place;
  std::string column;  // The heading as printed, or the JSON field.
  std::string value;   // Cut to 200 bytes.
  std::string reason;
  std::string message;
  bool rejected = false;  // False: a remark on a row that was taken.
};

// A program and where it was read.
struct ReadProgram {
  Program program;
  ProgramSource source;
};

// What an import read. `rows_accepted` + `rows_rejected` is `rows_read`.
struct ProgramImport {
  ProgramFormat format = ProgramFormat::kUnspecified;
  int64_t rows_read = 0;
  int64_t rows_accepted = 0;
  int64_t rows_rejected = 0;
  std::vector<Provider> providers;    // In the order of their ids.
  std::vector<ReadProgram> programs;  // In the order of their keys.
  std::vector<RowReport> rows;  // In the order of the files and their rows.
};

// Reads programs in `format`; kUnspecified lets the files' headers say it. All
// files have the same format. Which programs are read does not depend on the
// order of files or rows, and every provider of a program is among `providers`.
//
// Errors, for the whole import:
//   kInvalidArgument, LAYOUT_UNKNOWN: no reader knows a header, or files of
//   several formats; FILE_MALFORMED: a file is not CSV or JSON;
//   ARGUMENT_INVALID: there are no files, or a file holds rows about students.
//   kResourceExhausted, FILE_TOO_LARGE: a field or record beyond all measure.
absl::StatusOr<ProgramImport> ReadPrograms(ProgramFormat format,
                                           absl::Span<const ImportFile> files);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_IMPORT_PROGRAM_IMPORT_H_
