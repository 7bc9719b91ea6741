#include "services/labor/api/import_reactor.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/reply.h"
#include "services/common/rpc/resource_name.h"
#include "services/common/rpc/status.h"
#include "services/labor/api/names.h"

namespace plumbline::labor {
namespace {

constexpr size_t kMaxFiles = 1000;

absl::Status OutOfOrder(absl::string_view message) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid, message,
                     {{"field", "part"}});
}

}  // namespace

absl::Status ImportParts::Add(v1::ImportReleaseRequest&& part) {
  if (part.has_target()) return AddTarget(part.target());
  if (part.has_chunk()) return AddChunk(std::move(*part.mutable_chunk()));
  return OutOfOrder("a message has neither target nor chunk: set one");
}

absl::Status ImportParts::AddTarget(
    const v1::ImportReleaseRequest::Target& target) {
  if (has_target_) {
    return OutOfOrder("a second target came: one call imports one release");
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                             rpc::ParseName(kReleasePattern, target.release()));
  has_target_ = true;
  order_.source = ids[0];
  order_.release = target.release();
  order_.address = target.address();
  order_.validate_only = target.validate_only();
  order_.request_id = target.request_id();
  return absl::OkStatus();
}

absl::Status ImportParts::AddChunk(v1::ImportReleaseRequest::Chunk&& chunk) {
  if (!has_target_) {
    return OutOfOrder("a chunk came before the target: send the target first");
  }
  bytes_ += static_cast<int64_t>(chunk.content().size());
  if (bytes_ > max_bytes_ || order_.files.size() > kMaxFiles) {
    return base::Error(
        absl::StatusCode::kResourceExhausted, base::reason::kFileTooLarge,
        absl::StrCat("the files of ", order_.release, " are more than ",
                     max_bytes_, " bytes or ", kMaxFiles,
                     " files: import fewer at a time"),
        {{"release", order_.release}});
  }
  if (order_.files.empty() || chunk.path() != current_) {
    PLUMBLINE_RETURN_IF_ERROR(CheckFilePath(chunk.path()));
    if (order_.files.contains(chunk.path())) {
      return OutOfOrder(absl::StrCat(
          "chunks of ", chunk.path(),
          " come in two places: send all chunks of a file after each other"));
    }
    current_ = chunk.path();
  }
  order_.files[current_].append(chunk.content());
  return absl::OkStatus();
}

absl::StatusOr<ImportOrder> ImportParts::Finish() && {
  if (!has_target_) {
    return OutOfOrder("no target came: send it in the first message");
  }
  return std::move(order_);
}

absl::Status TooMuchWaits() {
  return base::Error(
      absl::StatusCode::kUnavailable, base::reason::kOverloaded,
      "too many imports and publications wait: try again in a moment");
}

ImportReactor::ImportReactor(const grpc::CallbackServerContext* context,
                             int64_t max_bytes,
                             google::longrunning::Operation* response,
                             Import import, rpc::WorkQueue* work)
    : context_(context),
      parts_(max_bytes),
      response_(response),
      import_(std::move(import)),
      work_(work) {
  StartRead(&part_);
}

void ImportReactor::OnReadDone(bool ok) {
  if (!ok) {
    const bool taken = work_->TrySubmit([this] { ImportAndAnswer(); });
    if (!taken) Finish(rpc::ToGrpcStatus(TooMuchWaits()));
    return;
  }
  if (absl::Status added = parts_.Add(std::move(part_)); !added.ok()) {
    Finish(rpc::ToGrpcStatus(added));
    return;
  }
  part_.Clear();
  StartRead(&part_);
}

void ImportReactor::ImportAndAnswer() {
  // A stream that broke off ends like one that is complete: what came of it is
  // no release.
  if (absl::Status wanted = rpc::StillWanted(*context_); !wanted.ok()) {
    Finish(rpc::ToGrpcStatus(wanted));
    return;
  }
  absl::StatusOr<ImportOrder> order = std::move(parts_).Finish();
  if (!order.ok()) {
    Finish(rpc::ToGrpcStatus(order.status()));
    return;
  }
  auto operation = import_(*order);
  if (operation.ok()) *response_ = *std::move(operation);
  Finish(rpc::ToGrpcStatus(operation.status()));
}

}  // namespace plumbline::labor
