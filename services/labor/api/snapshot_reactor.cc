#include "services/labor/api/snapshot_reactor.h"

#include <utility>

#include "services/common/rpc/status.h"

namespace plumbline::labor {
namespace {

constexpr size_t kPartBytes = size_t{1} << 20;

}  // namespace

SnapshotReactor::SnapshotReactor(absl::StatusOr<std::string> bytes) {
  if (!bytes.ok()) {
    Finish(rpc::ToGrpcStatus(bytes.status()));
    return;
  }
  bytes_ = *std::move(bytes);
  SendNext();
}

void SnapshotReactor::OnWriteDone(bool ok) {
  if (ok) {
    SendNext();
  } else {
    Finish(grpc::Status(grpc::StatusCode::CANCELLED,
                        "nobody receives the snapshot any more"));
  }
}

void SnapshotReactor::SendNext() {
  if (sent_ == bytes_.size()) {
    Finish(grpc::Status::OK);
    return;
  }
  part_.set_content(bytes_.substr(sent_, kPartBytes));
  sent_ += part_.content().size();
  StartWrite(&part_);
}

}  // namespace plumbline::labor
