#ifndef PLUMBLINE_SERVICES_RESCORING_FETCH_SPOOL_FILE_H_
#define PLUMBLINE_SERVICES_RESCORING_FETCH_SPOOL_FILE_H_

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace plumbline::rescoring {

// A download as it grows: `{path}.part` with the version that it is a part of
// in `{path}.version`; `{path}` once it is whole. It survives the process.
//
// Errors of all: kResourceExhausted or kUnavailable, SPOOL_FAILED: the disk is
// full, or the file cannot be written.
class SpoolFile {
 public:
  explicit SpoolFile(std::filesystem::path path);
  ~SpoolFile();
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;

  // How many bytes of which version are here; 0 when there is nothing to go on
  // from.
  int64_t size() const { return size_; }
  const std::string& version() const { return version_; }

  // Throws away what is here: what comes is of `version`, which may be empty
  // when the publisher does not say one.
  absl::Status Restart(absl::string_view version);
  absl::Status Append(absl::string_view bytes);
  // The first bytes of it, at most `limit`.
  absl::StatusOr<std::string> Beginning(size_t limit);
  // Its SHA-256 in hexadecimal.
  absl::StatusOr<std::string> Sha256();
  // It is whole: from now on it is `path`.
  absl::Status Finish();
  // Leaves nothing behind.
  void Discard();

 private:
  absl::Status Close();
  absl::Status Failed(absl::string_view doing, int error) const;

  const std::filesystem::path path_;
  const std::filesystem::path part_;
  const std::filesystem::path version_file_;
  std::string version_;
  int64_t size_ = 0;
  std::FILE* file_ = nullptr;
};

// The whole of a file. Errors: kUnavailable, SPOOL_FAILED.
absl::StatusOr<std::string> ReadSpooled(const std::filesystem::path& path);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_FETCH_SPOOL_FILE_H_
