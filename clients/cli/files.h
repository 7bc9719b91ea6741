#ifndef PLUMBLINE_CLIENTS_CLI_FILES_H_
#define PLUMBLINE_CLIENTS_CLI_FILES_H_

#include <filesystem>
#include <string>

#include "absl/status/statusor.h"

namespace plumbline::cli {

// The largest file that is read: above it a server would refuse it anyway.
inline constexpr std::uintmax_t kLargestFile = std::uintmax_t{512} << 20;

// The bytes of a file.
//
// Errors:
//   kNotFound, NOT_FOUND: it cannot be read.
//   kInvalidArgument, FILE_TOO_LARGE: it is larger than 512 MiB.
absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_FILES_H_
