#include "clients/cli/source_directory.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

absl::Status NoDirectory(const fs::path& directory) {
  return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                     absl::StrCat("there is no directory ", directory.string()),
                     {{"path", directory.string()}});
}

absl::Status BadDescriptor(const fs::path& file, absl::string_view what) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kFileMalformed,
                     absl::StrCat(file.string(), ": ", what,
                                  "; data/sources/README.md says what a "
                                  "descriptor holds"),
                     {{"file", file.string()}});
}

// The files below `directory`, sorted.
absl::StatusOr<std::vector<fs::path>> FilesBelow(const fs::path& directory) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) return NoDirectory(directory);
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(directory, error);
       entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) break;
    if (entry->is_regular_file(error)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// A rule with its expression compiled.
struct CompiledRule {
  std::string source;
  std::string release;
  std::unique_ptr<re2::RE2> path;
};

absl::StatusOr<std::vector<CompiledRule>> Compile(
    const std::vector<sources::Descriptor>& descriptors) {
  std::vector<CompiledRule> compiled;
  for (const sources::Descriptor& descriptor : descriptors) {
    for (const sources::DirectoryRule& rule : descriptor.releases) {
      auto path = std::make_unique<re2::RE2>(rule.path, re2::RE2::Quiet);
      if (!path->ok()) {
        return BadDescriptor(descriptor.source, path->error());
      }
      compiled.push_back({descriptor.source, rule.release, std::move(path)});
    }
  }
  return compiled;
}

}  // namespace

absl::StatusOr<std::vector<sources::Descriptor>> ReadDescriptors(
    const fs::path& directory) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto files, FilesBelow(directory));
  std::vector<sources::Descriptor> descriptors;
  for (const fs::path& file : files) {
    if (file.extension() != ".json") continue;
    PLUMBLINE_ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
    PLUMBLINE_ASSIGN_OR_RETURN(
        sources::Descriptor descriptor,
        sources::ParseDescriptor(file.filename().string(), text));
    descriptors.push_back(std::move(descriptor));
  }
  return descriptors;
}

absl::StatusOr<std::vector<FoundRelease>> FindReleases(
    const fs::path& directory,
    const std::vector<sources::Descriptor>& descriptors) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto rules, Compile(descriptors));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto files, FilesBelow(directory));
  std::map<std::string, std::vector<fs::path>> releases;
  for (const fs::path& file : files) {
    const std::string path =
        file.lexically_relative(directory).generic_string();
    for (const CompiledRule& rule : rules) {
      if (!re2::RE2::FullMatch(path, *rule.path)) continue;
      std::string release;
      re2::RE2::Extract(path, *rule.path, rule.release, &release);
      releases[absl::StrCat("sources/", rule.source, "/releases/", release)]
          .push_back(file);
      break;
    }
  }
  std::vector<FoundRelease> found;
  for (auto& [name, paths] : releases) {
    found.push_back({name, std::move(paths)});
  }
  return found;
}

}  // namespace plumbline::cli
