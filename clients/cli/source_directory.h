#ifndef PLUMBLINE_CLIENTS_CLI_SOURCE_DIRECTORY_H_
#define PLUMBLINE_CLIENTS_CLI_SOURCE_DIRECTORY_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/sources/descriptor.h"

namespace plumbline::cli {

// Files of a directory that make one release.
struct FoundRelease {
  // `sources/{source}/releases/{release}`.
  std::string name;
  // Sorted.
  std::vector<std::filesystem::path> files;
};

// Reads every descriptor of `directory`, in the order of their names.
//
// Errors:
//   kNotFound, NOT_FOUND: there is no such directory.
//   kInvalidArgument, FILE_MALFORMED: a descriptor is not what
//   data/sources/README.md says; the message names file and field.
absl::StatusOr<std::vector<sources::Descriptor>> ReadDescriptors(
    const std::filesystem::path& directory);

// The releases that the files below `directory` make, sorted by name. Files
// that no rule knows are left out.
//
// Errors:
//   kNotFound, NOT_FOUND: there is no such directory.
//   kInvalidArgument, FILE_MALFORMED: a rule is not a regular expression.
absl::StatusOr<std::vector<FoundRelease>> FindReleases(
    const std::filesystem::path& directory,
    const std::vector<sources::Descriptor>& descriptors);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SOURCE_DIRECTORY_H_
