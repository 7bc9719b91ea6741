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
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in),
                           std::istreambuf_iterator<char>()};
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto descriptor,
        sources::ParseDescriptor(file.filename().string(), text));
    descriptors.push_back(std::move(descriptor));
  }
  return descriptors;
}

}  // namespace plumbline::rescoring
