#ifndef PLUMBLINE_CLIENTS_CLI_SOURCE_DIRECTORY_H_
#define PLUMBLINE_CLIENTS_CLI_SOURCE_DIRECTORY_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace plumbline::cli {

// How a directory of official files becomes releases of one source: the part
// of a descriptor in data/sources that the import of a directory reads.
struct SourceDescriptor {
  struct Rule {
    // RE2 syntax; matches a file's whole path below the directory.
    std::string path;
    // The release's id, with \1 for the first group of `path`.
    std::string release;
  };
  std::string source;
  std::vector<Rule> rules;
};

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
absl::StatusOr<std::vector<SourceDescriptor>> ReadDescriptors(
    const std::filesystem::path& directory);

// The releases that the files below `directory` make, sorted by name. Files
// that no rule knows are left out.
//
// Errors:
//   kNotFound, NOT_FOUND: there is no such directory.
//   kInvalidArgument, FILE_MALFORMED: a rule is not a regular expression.
absl::StatusOr<std::vector<FoundRelease>> FindReleases(
    const std::filesystem::path& directory,
    const std::vector<SourceDescriptor>& descriptors);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SOURCE_DIRECTORY_H_
