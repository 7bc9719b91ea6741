#include "services/common/rpc/server.h"

#include <google/longrunning/operations.grpc.pb.h>
#include <grpc/health/v1/health.grpc.pb.h>
#include <grpcpp/create_channel.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <future>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/rpc/reply.h"
#include "services/common/telemetry/log.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rpc {
namespace {

using ::google::longrunning::GetOperationRequest;
using ::google::longrunning::Operation;
using ::google::longrunning::Operations;
using ::grpc::health::v1::Health;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;
using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::HasSubstr;

using namespace std::chrono_literals;

// Answers "fine", refuses "missing" and holds "slow" until it is let go.
class OperationsHandler : public Operations::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetOperation(grpc::CallbackServerContext* context,
                                         const GetOperationRequest* request,
                                         Operation* response) override {
    return ReplyWith(context, response, [&] { return Find(request->name()); });
  }

  void LetGo() { release_.set_value(); }
  void AwaitSlowCall() { entered_.get_future().wait(); }

 private:
  absl::StatusOr<Operation> Find(const std::string& name) {
    if (name == "missing") {
      return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                         "no operation", {{"name", name}});
    }
    if (name == "slow") {
      entered_.set_value();
      release_.get_future().wait();
    }
    Operation operation;
    operation.set_name(name);
    return operation;
  }

  std::promise<void> entered_;
  std::promise<void> release_;
};

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    telemetry::StartLogging("test", telemetry::Level::kInfo);
    ASSERT_OK_AND_ASSIGN(
        server_,
        Server::Start({}, {{Operations::service_full_name(), &handler_}}));
  }
  void TearDown() override { server_.reset(); }

  std::shared_ptr<grpc::Channel> Dial() {
    return grpc::CreateChannel(server_->address(),
                               grpc::InsecureChannelCredentials());
  }

  static absl::StatusOr<Operation> Get(
      const std::shared_ptr<grpc::Channel>& channel, const std::string& name) {
    grpc::ClientContext context;
    GetOperationRequest request;
    request.set_name(name);
    Operation response;
    const absl::Status status =
        FromGrpcStatus(Operations::NewStub(channel)->GetOperation(
            &context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<HealthCheckResponse::ServingStatus> HealthOf(
      const std::string& service) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    HealthCheckResponse response;
    const absl::Status status = FromGrpcStatus(
        Health::NewStub(Dial())->Check(&context, request, &response));
    if (!status.ok()) return status;
    return response.status();
  }

  // Destroyed in the reverse order: the server first, as it uses the others.
  std::ostringstream log_;
  telemetry::CaptureLog capture_{log_};
  OperationsHandler handler_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, TakesAFreePortAndAnswersOverASocketAndInProcess) {
  EXPECT_GT(server_->port(), 0);
  for (const auto& channel : {Dial(), server_->InProcessChannel()}) {
    ASSERT_OK_AND_ASSIGN(const Operation operation, Get(channel, "fine"));
    EXPECT_EQ(operation.name(), "fine");
  }
}

TEST_F(ServerTest, HandlersErrorArrivesWithReasonAndMetadata) {
  for (const auto& channel : {Dial(), server_->InProcessChannel()}) {
    const auto missing = Get(channel, "missing");
    EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound, "no operation"));
    EXPECT_THAT(missing, HasReason(base::reason::kNotFound));
    EXPECT_THAT(base::MetadataOf(missing.status()),
                ::testing::ElementsAre(::testing::Pair("name", "missing")));
  }
}

TEST_F(ServerTest, HealthIsReportedPerService) {
  const std::string name = Operations::service_full_name();
  EXPECT_EQ(*HealthOf(""), HealthCheckResponse::SERVING);
  EXPECT_EQ(*HealthOf(name), HealthCheckResponse::SERVING);
  server_->SetServing(name, false);
  EXPECT_EQ(*HealthOf(name), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(*HealthOf(""), HealthCheckResponse::SERVING);
  EXPECT_THAT(HealthOf("unknown.Service"),
              StatusIs(absl::StatusCode::kNotFound, ::testing::_));
}

TEST_F(ServerTest, TakenPortIsAnErrorThatNamesTheAddress) {
  EXPECT_THAT(
      Server::Start({.address = server_->address()}, {}).status(),
      StatusIs(absl::StatusCode::kUnavailable, HasSubstr(server_->address())));
}

TEST_F(ServerTest, OneLineIsLoggedPerCallWithoutItsBody) {
  ASSERT_FALSE(Get(server_->InProcessChannel(), "missing").ok());
  server_->Shutdown();
  const auto line = nlohmann::json::parse(log_.str());
  EXPECT_EQ(line["method"], "/google.longrunning.Operations/GetOperation");
  EXPECT_EQ(line["code"], "NOT_FOUND");
  EXPECT_EQ(line["level"], "info");
  EXPECT_TRUE(line["ms"].is_number_float());
  EXPECT_THAT(log_.str(), ::testing::Not(HasSubstr("missing")));
}

TEST_F(ServerTest, ShutdownLetsARunningCallEnd) {
  auto call =
      std::async(std::launch::async, [this] { return Get(Dial(), "slow"); });
  handler_.AwaitSlowCall();
  std::thread stopping([this] { server_->Shutdown(); });
  EXPECT_EQ(call.wait_for(50ms), std::future_status::timeout);
  handler_.LetGo();
  EXPECT_OK(call.get());
  stopping.join();
  EXPECT_FALSE(Get(Dial(), "fine").ok());
}

TEST_F(ServerTest, OversizedRequestIsRefusedAndTheServerLives) {
  EXPECT_THAT(Get(Dial(), std::string(65 * 1024 * 1024, 'x')),
              StatusIs(absl::StatusCode::kResourceExhausted, ::testing::_));
  EXPECT_OK(Get(Dial(), "fine"));
}

TEST(StillWantedTest, NothingIsDoneForACallThatNobodyWaitsFor) {
  const auto now = std::chrono::system_clock::now();
  EXPECT_OK(StillWanted(now + 1h, false));
  EXPECT_THAT(
      StillWanted(now - 1ms, false),
      StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("deadline")));
  EXPECT_THAT(StillWanted(now + 1h, true),
              StatusIs(absl::StatusCode::kCancelled, HasSubstr("gave up")));
}

TEST(TerminationTest, BlockedSignalIsReceivedByTheWaiter) {
  const pid_t child = fork();
  if (child == 0) {
    BlockTerminationSignals();
    kill(getpid(), SIGTERM);
    _exit(AwaitTermination() == SIGTERM ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace plumbline::rpc
