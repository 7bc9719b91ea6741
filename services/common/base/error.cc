#include "services/common/base/error.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace plumbline::base {
namespace {

constexpr absl::string_view kReasonUrl = "plumbline/reason";
constexpr absl::string_view kMetadataUrl = "plumbline/metadata";
// Unit and record separator: control characters that no figure, name or path of
// ours contains.
constexpr char kFieldEnd = '\x1f';
constexpr char kPairEnd = '\x1e';

}  // namespace

absl::Status Error(absl::StatusCode code, absl::string_view reason,
                   absl::string_view message, const Metadata& metadata) {
  absl::Status status(code, message);
  status.SetPayload(kReasonUrl, absl::Cord(reason));
  if (metadata.empty()) return status;
  std::string packed;
  for (const auto& [key, value] : metadata) {
    absl::StrAppend(&packed, key, std::string(1, kFieldEnd), value,
                    std::string(1, kPairEnd));
  }
  status.SetPayload(kMetadataUrl, absl::Cord(packed));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kReasonUrl);
  return payload.has_value() ? std::string(*payload) : std::string();
}

Metadata MetadataOf(const absl::Status& status) {
  Metadata metadata;
  const auto payload = status.GetPayload(kMetadataUrl);
  if (!payload.has_value()) return metadata;
  const std::string packed(*payload);
  for (const absl::string_view pair :
       absl::StrSplit(packed, kPairEnd, absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> field =
        absl::StrSplit(pair, absl::MaxSplits(kFieldEnd, 1));
    metadata.emplace_back(field.first, field.second);
  }
  return metadata;
}

absl::Status Annotate(const absl::Status& status, absl::string_view context) {
  if (status.ok()) return status;
  absl::Status annotated(status.code(),
                         absl::StrCat(context, ": ", status.message()));
  status.ForEachPayload(
      [&annotated](absl::string_view url, const absl::Cord& payload) {
        annotated.SetPayload(url, payload);
      });
  return annotated;
}

}  // namespace plumbline::base
