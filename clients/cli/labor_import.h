#ifndef PLUMBLINE_CLIENTS_CLI_LABOR_IMPORT_H_
#define PLUMBLINE_CLIENTS_CLI_LABOR_IMPORT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/cli/source_directory.h"

namespace plumbline::cli {

struct ImportRequest {
  std::string directory;
  // Where the descriptors of data/sources are.
  std::string sources = "data/sources";
  // Only releases whose name contains one of these; empty is all.
  std::vector<std::string> only;
  bool validate_only = false;
};

// Imports every release that the files below a directory make, and tells how
// each went. A release that is quarantined is told and does not stop the
// others.
//
// Errors: those of FindReleases, and of the first release that could not be
// imported at all, after the others were.
absl::Status ImportDirectory(Context& context, const ImportRequest& request);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_LABOR_IMPORT_H_
