#ifndef PLUMBLINE_SERVICES_COMMON_RPC_REPLY_LATER_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_REPLY_LATER_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/common/rpc/reply.h"
#include "services/common/rpc/status.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::rpc {

// What `handle()` answers, unless nobody waits for it any more.
template <typename Response, typename Handle>
grpc::Status AnswerNow(const grpc::CallbackServerContext& context,
                       Response* response, Handle& handle) {
  if (absl::Status wanted = StillWanted(context); !wanted.ok()) {
    return ToGrpcStatus(wanted);
  }
  absl::StatusOr<Response> result = handle();
  if (result.ok()) *response = *std::move(result);
  return ToGrpcStatus(result.status());
}

// ReplyWith on a thread of `queue`: for work that would hold up gRPC's
// own. `full` is the answer when too much waits.
//
// The reactor is taken once, here: asking the context again would put a fresh
// one in the place of the one that gRPC is bound to.
template <typename Response, typename Handle>
grpc::ServerUnaryReactor* ReplyLater(grpc::CallbackServerContext* context,
                                     Response* response, WorkQueue& queue,
                                     const absl::Status& full, Handle handle) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool taken = queue.TrySubmit([=]() mutable {
    reactor->Finish(AnswerNow(*context, response, handle));
  });
  if (!taken) reactor->Finish(ToGrpcStatus(full));
  return reactor;
}

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_REPLY_LATER_H_
