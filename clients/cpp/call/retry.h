#ifndef PLUMBLINE_CLIENTS_CPP_CALL_RETRY_H_
#define PLUMBLINE_CLIENTS_CPP_CALL_RETRY_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/call/client_options.h"
#include "services/common/rpc/status.h"

namespace plumbline::client_call {

// How long to wait after attempt number `attempt` (from 1) ended with `status`
// before the next; none when there is no next: any status but UNAVAILABLE is
// an answer, and the attempts are counted.
std::optional<absl::Duration> WaitAfter(int attempt, const grpc::Status& status,
                                        const ClientOptions& options);

// Makes `call` until there is no next attempt, each time with a context of its
// own that ends after `deadline`; how the last one ended.
grpc::Status MakeAttempts(
    const ClientOptions& options, absl::Duration deadline,
    absl::FunctionRef<grpc::Status(grpc::ClientContext*)> call);

// The same for a `call(context, &reply)` that fills in a reply: what the last
// attempt filled in, or its error.
template <typename Reply, typename CallOnce>
absl::StatusOr<Reply> Retry(const ClientOptions& options,
                            absl::Duration deadline, const CallOnce& call) {
  Reply reply;
  const grpc::Status status =
      MakeAttempts(options, deadline, [&](grpc::ClientContext* context) {
        reply = Reply();
        return call(context, &reply);
      });
  if (!status.ok()) return rpc::FromGrpcStatus(status);
  return reply;
}

}  // namespace plumbline::client_call

#endif  // PLUMBLINE_CLIENTS_CPP_CALL_RETRY_H_
