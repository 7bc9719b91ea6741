#include "clients/cli/files.h"

#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::cli {

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in) {
    return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                       absl::StrCat("cannot read ", path.string()),
                       {{"path", path.string()}});
  }
  if (size > kLargestFile) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kFileTooLarge,
                       absl::StrCat(path.string(), " has ", size,
                                    " bytes; files up to 512 MiB are read"),
                       {{"path", path.string()}});
  }
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<size_t>(in.gcount()));
  return bytes;
}

}  // namespace plumbline::cli
