#include "services/common/rpc/status.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <algorithm>
#include <string>

#include "services/common/base/error.h"
#include "services/common/rpc/wire_text.h"

namespace plumbline::rpc {
namespace {

constexpr char kDomain[] = "plumbline";
constexpr char kFieldKey[] = "field";

// Peers refuse more than 8 KiB of headers, and the message travels twice:
// percent-encoded (up to three bytes for one) and, with the metadata, in base64
// (four for three).
constexpr size_t kMaxMessageBytes = 1000;
constexpr size_t kMaxValueBytes = 256;
constexpr size_t kMaxMetadataBytes = 1200;
// AIP-193 and google/rpc/error_details.proto.
constexpr size_t kMaxReasonBytes = 63;

std::string ReasonFor(const absl::Status& status) {
  const std::string reason = base::ReasonOf(status);
  if (!reason.empty()) return WireText(reason, kMaxReasonBytes);
  return absl::StatusCodeToString(status.code());
}

google::rpc::ErrorInfo ErrorInfoOf(const absl::Status& status) {
  google::rpc::ErrorInfo error_info;
  error_info.set_reason(ReasonFor(status));
  error_info.set_domain(kDomain);
  size_t used = 0;
  for (const auto& [key, value] : base::MetadataOf(status)) {
    const std::string text = WireText(value, kMaxValueBytes);
    used += key.size() + text.size();
    if (used > kMaxMetadataBytes) break;
    (*error_info.mutable_metadata())[WireText(key, kMaxReasonBytes)] = text;
  }
  return error_info;
}

// One violation for each metadata `field`, as AIP-193 wants beside the
// ErrorInfo.
google::rpc::BadRequest BadRequestOf(const absl::Status& status) {
  google::rpc::BadRequest bad_request;
  for (const auto& [key, value] : base::MetadataOf(status)) {
    if (key != kFieldKey) continue;
    auto* violation = bad_request.add_field_violations();
    violation->set_field(WireText(value, kMaxValueBytes));
    violation->set_description(WireText(status.message(), kMaxValueBytes));
    break;
  }
  return bad_request;
}

absl::Status WithErrorInfo(absl::StatusCode code, const std::string& message,
                           const google::rpc::ErrorInfo& error_info) {
  base::Metadata metadata(error_info.metadata().begin(),
                          error_info.metadata().end());
  std::sort(metadata.begin(), metadata.end());
  return base::Error(code, error_info.reason(), message, metadata);
}

// A status of the transport, or of a server that is not ours.
absl::Status WithoutErrorInfo(absl::StatusCode code,
                              const std::string& message) {
  if (code != absl::StatusCode::kUnavailable)
    return absl::Status(code, message);
  return base::Error(code, base::reason::kUpstreamUnavailable, message);
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(WireText(status.message(), kMaxMessageBytes));
  wire.add_details()->PackFrom(ErrorInfoOf(status));
  const google::rpc::BadRequest bad_request = BadRequestOf(status);
  if (bad_request.field_violations_size() > 0)
    wire.add_details()->PackFrom(bad_request);
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()),
                      wire.message(), wire.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  google::rpc::Status wire;
  if (!wire.ParseFromString(status.error_details())) {
    return WithoutErrorInfo(code, status.error_message());
  }
  for (const auto& detail : wire.details()) {
    google::rpc::ErrorInfo error_info;
    if (detail.UnpackTo(&error_info) && error_info.domain() == kDomain) {
      return WithErrorInfo(code, status.error_message(), error_info);
    }
  }
  return WithoutErrorInfo(code, status.error_message());
}

}  // namespace plumbline::rpc
