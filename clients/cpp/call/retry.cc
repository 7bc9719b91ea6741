#include "clients/cpp/call/retry.h"

#include <chrono>
#include <thread>

namespace plumbline::client_call {

std::optional<absl::Duration> WaitAfter(int attempt, const grpc::Status& status,
                                        const ClientOptions& options) {
  if (status.error_code() != grpc::StatusCode::UNAVAILABLE ||
      attempt >= options.attempts) {
    return std::nullopt;
  }
  absl::Duration wait = options.first_wait;
  for (int i = 1; i < attempt; ++i) wait *= 2;
  return wait;
}

grpc::Status MakeAttempts(
    const ClientOptions& options, absl::Duration deadline,
    absl::FunctionRef<grpc::Status(grpc::ClientContext*)> call) {
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         absl::ToChronoMicroseconds(deadline));
    grpc::Status status = call(&context);
    const auto wait = WaitAfter(attempt, status, options);
    if (!wait.has_value()) return status;
    std::this_thread::sleep_for(absl::ToChronoMicroseconds(*wait));
  }
}

}  // namespace plumbline::client_call
