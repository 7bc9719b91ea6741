#ifndef PLUMBLINE_CLIENTS_CLI_PROGRAM_IMPORT_H_
#define PLUMBLINE_CLIENTS_CLI_PROGRAM_IMPORT_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/context.h"

namespace plumbline::cli {

struct ProgramImportRequest {
  // Files, or directories of which every .csv, .json and .jsonl is tried.
  std::vector<std::string> paths;
  bool validate_only = false;
};

// Files to import together.
struct FileGroup {
  std::vector<std::filesystem::path> files;
  // True when they were named, false when a directory holds them.
  bool named = false;
  bool operator==(const FileGroup&) const = default;
};

// The files to import together: those named, one group; those of each folder
// below a directory, a group for a set of our own tables and one for each other
// file. Sorted.
//
// Errors: kNotFound, NOT_FOUND: a path is not there.
absl::StatusOr<std::vector<FileGroup>> GroupFiles(
    const std::vector<std::string>& paths);

// Imports programs and tells of every rejected row. Files that are found in a
// directory and are no program list are passed over.
//
// Errors: those of the import of files that were named; NOT_FOUND when a
// directory has no program list.
absl::Status ImportPrograms(Context& context,
                            const ProgramImportRequest& request);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_PROGRAM_IMPORT_H_
