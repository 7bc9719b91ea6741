#include "services/common/rpc/reply.h"

namespace plumbline::rpc {

absl::Status StillWanted(const grpc::CallbackServerContext& context) {
  return StillWanted(context.deadline(), context.IsCancelled());
}

absl::Status StillWanted(std::chrono::system_clock::time_point deadline,
                         bool cancelled) {
  if (deadline <= std::chrono::system_clock::now()) {
    return absl::DeadlineExceededError(
        "the call's deadline had passed before it was handled");
  }
  if (cancelled) {
    return absl::CancelledError(
        "the caller gave up before the call was handled");
  }
  return absl::OkStatus();
}

}  // namespace plumbline::rpc
