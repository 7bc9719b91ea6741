#include "services/rescoring/server/descriptor_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::rescoring {

namespace fs = std::filesystem;

namespace {

// Empty for what cannot be read.
std::string TextOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in),
                     std::istreambuf_iterator<char>());
}

}  // namespace

absl::StatusOr<std::vector<sources::Descriptor>> ReadDescriptorFiles(
    const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> files;
  for (auto entry = fs::directory_iterator(directory, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  if (error) {
    return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                       absl::StrCat("the descriptors in ", directory.string(),
                                    " cannot be read: ", error.message()),
                       {{"path", directory.string()}});
  }
  std::sort(files.begin(), files.end());
  std::vector<sources::Descriptor> descriptors;
  for (const fs::path& file : files) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto descriptor,
        sources::ParseDescriptor(file.filename().string(), TextOf(file)));
    descriptors.push_back(std::move(descriptor));
  }
  return descriptors;
}

absl::StatusOr<std::vector<Subscription>> ReadSubscriptionFile(
    const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    return base::Error(
        absl::StatusCode::kNotFound, base::reason::kNotFound,
        absl::StrCat("there is no file ", file.string(), " with subscriptions"),
        {{"path", file.string()}});
  }
  return ParseSubscriptions(file.filename().string(), TextOf(file));
}

}  // namespace plumbline::rescoring
