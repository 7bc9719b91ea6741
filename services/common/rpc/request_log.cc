#include "services/common/rpc/request_log.h"

#include <grpcpp/support/server_interceptor.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/common/telemetry/log.h"

namespace plumbline::rpc {
namespace {

using ::grpc::experimental::InterceptionHookPoints;
using ::grpc::experimental::Interceptor;
using ::grpc::experimental::InterceptorBatchMethods;
using ::grpc::experimental::ServerRpcInfo;

// Our own faults are for somebody to look at; the rest is how callers behave.
telemetry::Level LevelOf(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::DATA_LOSS:
      return telemetry::Level::kError;
    default:
      return telemetry::Level::kInfo;
  }
}

// One call, from when its headers came.
class CallLog : public Interceptor {
 public:
  explicit CallLog(const ServerRpcInfo* call) : method_(call->method()) {}

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(
            InterceptionHookPoints::PRE_SEND_STATUS)) {
      Write(batch->GetSendStatus());
    }
    batch->Proceed();
  }

 private:
  using Clock = std::chrono::steady_clock;

  void Write(const grpc::Status& status) const {
    const std::chrono::duration<double, std::milli> elapsed =
        Clock::now() - start_;
    std::vector<telemetry::Field> fields = {
        {"method", method_},
        {"code", absl::StatusCodeToString(
                     static_cast<absl::StatusCode>(status.error_code()))},
        {"ms", elapsed.count()}};
    const telemetry::Level level = LevelOf(status.error_code());
    // What went wrong inside is nowhere else to be read; a caller's own mistake
    // he has in hand.
    if (level == telemetry::Level::kError)
      fields.emplace_back("error", status.error_message());
    telemetry::Log(level, "call", fields);
  }

  const std::string method_;
  const Clock::time_point start_ = Clock::now();
};

class CallLogFactory
    : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* call) override {
    return new CallLog(call);  // gRPC takes it.
  }
};

}  // namespace

void LogRequests(grpc::ServerBuilder& builder) {
  std::vector<
      std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
      factories;
  factories.push_back(std::make_unique<CallLogFactory>());
  builder.experimental().SetInterceptorCreators(std::move(factories));
}

}  // namespace plumbline::rpc
