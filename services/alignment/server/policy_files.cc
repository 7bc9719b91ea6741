#include "services/alignment/server/policy_files.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

namespace fs = std::filesystem;

absl::Status Malformed(const fs::path& file, absl::string_view why) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kFileMalformed,
                     absl::StrCat(file.string(), ": ", why,
                                  "; write a policy in the JSON of "
                                  "alignment.v1.Policy"),
                     {{"file", file.string()}});
}

absl::StatusOr<v1::CreatePolicyVersionRequest> ReadPolicyFile(
    const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in),
                         std::istreambuf_iterator<char>()};
  if (!in.good() && !in.eof()) return Malformed(file, "cannot be read");
  v1::CreatePolicyVersionRequest request;
  const auto read = google::protobuf::util::JsonStringToMessage(
      text, request.mutable_policy());
  if (!read.ok()) return Malformed(file, read.ToString());
  const std::string stem = file.stem().string();
  const size_t dot = stem.find('.');
  request.set_parent(absl::StrCat("policies/", stem.substr(0, dot)));
  // An earlier version is created once, not again after the later ones.
  if (dot != std::string::npos)
    request.set_request_id(
        absl::StrCat("file-", base::Sha256Hex(absl::StrCat(stem, "\n", text))));
  return request;
}

}  // namespace

absl::StatusOr<std::vector<v1::CreatePolicyVersionRequest>> ReadPolicyFiles(
    const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (error) {
    return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                       absl::StrCat("the policies' directory ",
                                    directory.string(), ": ", error.message()),
                       {{"directory", directory.string()}});
  }
  std::sort(files.begin(), files.end());
  std::vector<v1::CreatePolicyVersionRequest> requests;
  for (const fs::path& file : files) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto request, ReadPolicyFile(file));
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace plumbline::alignment
