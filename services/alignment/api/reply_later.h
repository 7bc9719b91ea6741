#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REPLY_LATER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REPLY_LATER_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <utility>

#include "absl/status/status.h"
#include "services/alignment/api/work_queue.h"
#include "services/common/rpc/reply.h"
#include "services/common/rpc/status.h"

namespace plumbline::alignment {

// rpc::ReplyWith on a thread of `queue`: for work that would hold up gRPC's
// own. `full` is the answer when too much waits.
template <typename Response, typename Handle>
grpc::ServerUnaryReactor* ReplyLater(grpc::CallbackServerContext* context,
                                     Response* response, WorkQueue& queue,
                                     const absl::Status& full, Handle handle) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool taken = queue.TrySubmit(
      [context, response, handle = std::move(handle)]() mutable {
        rpc::ReplyWith(context, response, std::move(handle));
      });
  if (!taken) reactor->Finish(rpc::ToGrpcStatus(full));
  return reactor;
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REPLY_LATER_H_
