#include "services/common/rpc/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/wire_text.h"

namespace plumbline::rpc {
namespace {

// A wrong name may be a whole document; an error repeats only its start.
constexpr size_t kMaxQuotedBytes = 160;

bool IsIdByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' ||
         c == '_' || c == '~' || c == '-';
}

bool IsId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxIdBytes && id != "." && id != ".." &&
         std::all_of(id.begin(), id.end(), IsIdByte);
}

bool IsVariable(absl::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

absl::Status NameError(absl::string_view message, absl::string_view value,
                       absl::string_view pattern) {
  base::Metadata metadata = {{"value", WireText(value, kMaxQuotedBytes)}};
  if (!pattern.empty()) metadata.emplace_back("pattern", std::string(pattern));
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kNameInvalid, message, metadata);
}

absl::Status Mismatch(absl::string_view pattern, absl::string_view name) {
  return NameError(
      absl::StrCat("the name \"", WireText(name, kMaxQuotedBytes),
                   "\" is not of the form ", pattern, ", with ids of 1 to ",
                   kMaxIdBytes, " letters, digits, '.', '_', '~' or '-'"),
      name, pattern);
}

}  // namespace

absl::Status CheckId(absl::string_view id, absl::string_view what) {
  if (IsId(id)) return absl::OkStatus();
  return NameError(absl::StrCat(what, " \"", WireText(id, kMaxQuotedBytes),
                                "\" is not an id: 1 to ", kMaxIdBytes,
                                " letters, digits, '.', '_', '~' or '-'"),
                   id, "");
}

absl::StatusOr<std::vector<std::string>> ParseName(absl::string_view pattern,
                                                   absl::string_view name) {
  const std::vector<absl::string_view> wanted = absl::StrSplit(pattern, '/');
  const std::vector<absl::string_view> given = absl::StrSplit(
      name, absl::MaxSplits('/', static_cast<int>(wanted.size())));
  if (given.size() != wanted.size()) return Mismatch(pattern, name);
  std::vector<std::string> ids;
  for (size_t i = 0; i < wanted.size(); ++i) {
    const bool variable = IsVariable(wanted[i]);
    if (variable ? !IsId(given[i]) : given[i] != wanted[i])
      return Mismatch(pattern, name);
    if (variable) ids.emplace_back(given[i]);
  }
  return ids;
}

absl::StatusOr<std::string> FormatName(absl::string_view pattern,
                                       absl::Span<const std::string> ids) {
  std::vector<std::string> segments = absl::StrSplit(pattern, '/');
  size_t used = 0;
  for (std::string& segment : segments) {
    if (!IsVariable(segment)) continue;
    if (used == ids.size()) break;
    PLUMBLINE_RETURN_IF_ERROR(
        CheckId(ids[used], segment.substr(1, segment.size() - 2)));
    segment = ids[used++];
  }
  const bool complete = std::none_of(
      segments.begin(), segments.end(),
      [](const std::string& segment) { return IsVariable(segment); });
  if (used != ids.size() || !complete) {
    return NameError(
        absl::StrCat(ids.size(), " ids do not fill the pattern ", pattern), "",
        pattern);
  }
  return absl::StrJoin(segments, "/");
}

}  // namespace plumbline::rpc
