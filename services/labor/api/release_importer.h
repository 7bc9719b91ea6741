#ifndef PLUMBLINE_SERVICES_LABOR_API_RELEASE_IMPORTER_H_
#define PLUMBLINE_SERVICES_LABOR_API_RELEASE_IMPORTER_H_

#include <functional>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/labor/domain/release/release_tables.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

// What is imported.
struct ImportOrder {
  // The id of the source: "oews".
  std::string source;
  // `sources/{source}/releases/{release}`.
  std::string release;
  std::string address;
  bool validate_only = false;
  std::string request_id;
  // The bytes of each file by its path inside the release.
  std::map<std::string, std::string> files;
};

// The pure steps of an import. Tests put their own in.
struct ImportSteps {
  // layouts/read_release.h
  std::function<absl::StatusOr<ReleaseTables>(absl::string_view source,
                                              SourceFiles files)>
      read;
  // layouts/gate_release.h
  std::function<void(absl::string_view source, const ReleaseTables* previous,
                     ReleaseTables* release)>
      gate;
};

// The steps of the product.
ImportSteps DefaultImportSteps();

// OK when `path` can name a file inside a release: relative, without "..",
// empty parts, backslashes and control characters. Error: kInvalidArgument,
// ARGUMENT_INVALID.
absl::Status CheckFilePath(absl::string_view path);

// Reads files, gates them and keeps them as a release. Thread-safe.
class ReleaseImporter {
 public:
  // `store` outlives the importer.
  ReleaseImporter(LaborStore* store, ImportSteps steps)
      : store_(store), steps_(std::move(steps)) {}

  // Imports at the time `now`. The release may be quarantined. Files that are
  // here already answer with their release and change nothing.
  //
  // Errors: those of LaborService.ImportRelease.
  absl::StatusOr<ReleaseRecord> Import(const ImportOrder& order,
                                       absl::Time now) const;

 private:
  absl::StatusOr<std::optional<ReleaseRecord>> FindImported(
      const ImportOrder& order, const RequestKey& key,
      const std::string& digest) const;
  absl::StatusOr<ReleaseTables> ReadAndGate(const ImportOrder& order) const;

  LaborStore* const store_;
  const ImportSteps steps_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_RELEASE_IMPORTER_H_
