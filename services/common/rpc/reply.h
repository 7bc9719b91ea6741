#ifndef PLUMBLINE_SERVICES_COMMON_RPC_REPLY_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_REPLY_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <utility>

#include "absl/status/statusor.h"
#include "services/common/rpc/status.h"

namespace plumbline::rpc {

// OK while somebody still waits for the answer; kDeadlineExceeded or kCancelled
// when not.
absl::Status StillWanted(const grpc::CallbackServerContext& context);
absl::Status StillWanted(std::chrono::system_clock::time_point deadline,
                         bool cancelled);

// Ends a unary call: moves the value of `result` into `response`, or sends its
// error.
template <typename Response>
grpc::ServerUnaryReactor* Reply(grpc::CallbackServerContext* context,
                                absl::StatusOr<Response> result,
                                Response* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  if (result.ok()) *response = *std::move(result);
  reactor->Finish(ToGrpcStatus(result.status()));
  return reactor;
}

// The same for `handle()`, which returns a StatusOr<Response> and is not called
// when the deadline has already passed. What a handler's method is:
//
//   return rpc::ReplyWith(context, response, [&] { return GetProgram(*request);
//   });
template <typename Response, typename Handle>
grpc::ServerUnaryReactor* ReplyWith(grpc::CallbackServerContext* context,
                                    Response* response, Handle&& handle) {
  if (absl::Status wanted = StillWanted(*context); !wanted.ok()) {
    return Reply<Response>(context, std::move(wanted), response);
  }
  return Reply<Response>(context, std::forward<Handle>(handle)(), response);
}

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_REPLY_H_
