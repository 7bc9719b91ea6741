#include "services/catalog/api/import_upload.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::catalog {
namespace {

constexpr size_t kMaxPathBytes = 255;

absl::Status Invalid(absl::string_view field, absl::string_view message) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(field, ": ", message), {{"field", std::string(field)}});
}

absl::Status TooLarge(absl::string_view message) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kFileTooLarge, message);
}

bool IsPath(absl::string_view path) {
  return !path.empty() && path.size() <= kMaxPathBytes &&
         std::none_of(path.begin(), path.end(), [](char c) {
           return absl::ascii_iscntrl(static_cast<unsigned char>(c));
         });
}

}  // namespace

absl::Status ImportUpload::Add(const v1::ImportProgramsRequest& part) {
  if (part.has_target()) {
    if (has_target_) {
      return Invalid("target", "it came twice: send it in the first message");
    }
    has_target_ = true;
    target_ = part.target();
    return absl::OkStatus();
  }
  if (!has_target_) {
    return Invalid("target", "it is missing: send it in the first message");
  }
  if (!part.has_chunk()) {
    return Invalid("part", "the message is empty: send a chunk of a file");
  }
  return AddChunk(part.chunk());
}

absl::Status ImportUpload::AddChunk(
    const v1::ImportProgramsRequest::Chunk& chunk) {
  if (chunk.content().size() > limits_.max_chunk_bytes) {
    return Invalid(
        "chunk.content",
        absl::StrCat("it has ", chunk.content().size(), " bytes: send at most ",
                     limits_.max_chunk_bytes, " at a time"));
  }
  if (files_.empty() || files_.back().path != chunk.path()) {
    PLUMBLINE_RETURN_IF_ERROR(OpenFile(chunk.path()));
  }
  total_bytes_ += chunk.content().size();
  if (total_bytes_ > limits_.max_bytes) {
    return TooLarge(absl::StrCat("the files have more than ", limits_.max_bytes,
                                 " bytes together: import them in parts"));
  }
  files_.back().bytes.append(chunk.content());
  return absl::OkStatus();
}

absl::Status ImportUpload::OpenFile(const std::string& path) {
  if (!IsPath(path)) {
    return Invalid("chunk.path",
                   "it is empty, longer than 255 bytes or holds control "
                   "characters: send the file's name");
  }
  for (const File& file : files_) {
    if (file.path == path) {
      return Invalid("chunk.path",
                     absl::StrCat("chunks of ", path,
                                  " came apart: send each file's chunks one "
                                  "after another, and each file once"));
    }
  }
  if (files_.size() == limits_.max_files) {
    return TooLarge(absl::StrCat("there are more than ", limits_.max_files,
                                 " files: import them in parts"));
  }
  files_.push_back({path, ""});
  return absl::OkStatus();
}

std::vector<ImportFile> ImportUpload::Files() const {
  std::vector<ImportFile> files;
  for (const File& file : files_) files.push_back({file.path, file.bytes});
  return files;
}

std::string ImportUpload::Fingerprint() const {
  std::string text = absl::StrCat("ImportPrograms ", target_.format(), " ",
                                  target_.validate_only());
  for (const File& file : files_) {
    absl::StrAppend(&text, "\n", base::Sha256Hex(file.bytes), " ", file.path);
  }
  return base::Sha256Hex(text);
}

}  // namespace plumbline::catalog
