#include "services/labor/domain/edition/content_digest.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/common/base/sha256.h"

namespace plumbline::labor {
namespace {

// Raised when the builder or the snapshot's format changes what the same
// releases become. docs/formats/snapshot.md
constexpr int kSnapshotFormat = 3;

// Lengths before texts, so that no two lists give the same bytes.
void AppendText(const std::string& text, std::string* bytes) {
  absl::StrAppend(bytes, text.size(), ":", text, "\n");
}

}  // namespace

std::string ReleaseDigest(std::vector<ReleaseFile> files) {
  std::sort(files.begin(), files.end(),
            [](const ReleaseFile& a, const ReleaseFile& b) {
              return a.path < b.path;
            });
  std::string bytes;
  for (const ReleaseFile& file : files) {
    AppendText(file.path, &bytes);
    AppendText(file.sha256, &bytes);
  }
  return base::Sha256Hex(bytes);
}

std::string EditionDigest(
    std::vector<std::pair<std::string, std::string>> names_and_digests,
    const std::vector<std::string>& layers) {
  std::sort(names_and_digests.begin(), names_and_digests.end());
  std::string bytes = absl::StrCat("format ", kSnapshotFormat, "\n");
  for (const auto& [name, digest] : names_and_digests) {
    AppendText(name, &bytes);
    AppendText(digest, &bytes);
  }
  absl::StrAppend(&bytes, "layers\n");
  for (const std::string& layer : layers) AppendText(layer, &bytes);
  return base::Sha256Hex(bytes);
}

}  // namespace plumbline::labor
