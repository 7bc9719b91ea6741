#include "services/rescoring/fetch/spool_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

namespace fs = std::filesystem;

std::string ReadOrNothing(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

SpoolFile::SpoolFile(fs::path path)
    : path_(std::move(path)),
      part_(path_.string() + ".part"),
      version_file_(path_.string() + ".version") {
  version_ = ReadOrNothing(version_file_);
  std::error_code error;
  const auto size = fs::file_size(part_, error);
  // Parts of an unknown version cannot be gone on from.
  if (!error && !version_.empty()) size_ = static_cast<int64_t>(size);
}

SpoolFile::~SpoolFile() {
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status SpoolFile::Failed(absl::string_view doing, int error) const {
  const bool full = error == ENOSPC || error == EFBIG || error == EDQUOT;
  return base::Error(
      full ? absl::StatusCode::kResourceExhausted
           : absl::StatusCode::kUnavailable,
      reason::kSpoolFailed,
      absl::StrCat(doing, " ", path_.filename().string(),
                   " in the spool: ", std::generic_category().message(error)),
      {{"file", path_.filename().string()}});
}

absl::Status SpoolFile::Close() {
  if (file_ == nullptr) return absl::OkStatus();
  const bool written = std::fclose(std::exchange(file_, nullptr)) == 0;
  return written ? absl::OkStatus() : Failed("writing", errno);
}

absl::Status SpoolFile::Restart(absl::string_view version) {
  Discard();
  std::error_code error;
  fs::create_directories(path_.parent_path(), error);
  if (error) return Failed("making room for", error.value());
  version_ = std::string(version);
  std::ofstream out(version_file_, std::ios::binary);
  out << version_;
  out.close();
  return out ? absl::OkStatus() : Failed("beginning", errno);
}

absl::Status SpoolFile::Append(absl::string_view bytes) {
  if (file_ == nullptr) {
    file_ = std::fopen(part_.c_str(), "ab");
    if (file_ == nullptr) return Failed("opening", errno);
  }
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size() ||
      std::fflush(file_) != 0) {
    const int error = errno;
    // What was half written is not gone on from.
    Discard();
    return Failed("writing", error);
  }
  size_ += static_cast<int64_t>(bytes.size());
  return absl::OkStatus();
}

absl::StatusOr<std::string> SpoolFile::Beginning(size_t limit) {
  PLUMBLINE_RETURN_IF_ERROR(Close());
  std::ifstream in(part_, std::ios::binary);
  std::string bytes(limit, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(limit));
  bytes.resize(static_cast<size_t>(in.gcount()));
  return bytes;
}

absl::StatusOr<std::string> SpoolFile::Sha256() {
  PLUMBLINE_RETURN_IF_ERROR(Close());
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string bytes, ReadSpooled(part_));
  return base::Sha256Hex(bytes);
}

absl::Status SpoolFile::Finish() {
  PLUMBLINE_RETURN_IF_ERROR(Close());
  std::error_code error;
  fs::rename(part_, path_, error);
  if (error) return Failed("finishing", error.value());
  fs::remove(version_file_, error);
  return absl::OkStatus();
}

void SpoolFile::Discard() {
  if (file_ != nullptr) std::fclose(std::exchange(file_, nullptr));
  std::error_code ignored;
  fs::remove(part_, ignored);
  fs::remove(version_file_, ignored);
  version_.clear();
  size_ = 0;
}

absl::StatusOr<std::string> ReadSpooled(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in),
                    std::istreambuf_iterator<char>()};
  if (in.good() || in.eof()) return bytes;
  return base::Error(
      absl::StatusCode::kUnavailable, reason::kSpoolFailed,
      absl::StrCat(path.filename().string(), " is not in the spool any more"));
}

}  // namespace plumbline::rescoring
