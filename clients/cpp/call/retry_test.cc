#include "clients/cpp/call/retry.h"

#include <chrono>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::client_call {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::Eq;
using ::testing::Optional;

const grpc::Status kUnavailable(grpc::StatusCode::UNAVAILABLE, "not now");
const ClientOptions kOptions = {.attempts = 4,
                                .first_wait = absl::Milliseconds(1)};

TEST(WaitAfterTest, DoublesUntilTheAttemptsAreUsedUp) {
  EXPECT_THAT(WaitAfter(1, kUnavailable, kOptions),
              Optional(absl::Milliseconds(1)));
  EXPECT_THAT(WaitAfter(2, kUnavailable, kOptions),
              Optional(absl::Milliseconds(2)));
  EXPECT_THAT(WaitAfter(3, kUnavailable, kOptions),
              Optional(absl::Milliseconds(4)));
  EXPECT_THAT(WaitAfter(4, kUnavailable, kOptions), Eq(std::nullopt));
}

TEST(WaitAfterTest, AnythingButUnavailableIsAnAnswer) {
  EXPECT_THAT(WaitAfter(1, grpc::Status::OK, kOptions), Eq(std::nullopt));
  for (const auto code :
       {grpc::StatusCode::NOT_FOUND, grpc::StatusCode::DEADLINE_EXCEEDED,
        grpc::StatusCode::RESOURCE_EXHAUSTED}) {
    EXPECT_THAT(WaitAfter(1, grpc::Status(code, ""), kOptions),
                Eq(std::nullopt));
  }
}

TEST(RetryTest, ReplyOfAFailedAttemptIsForgotten) {
  int calls = 0;
  const auto reply = Retry<std::string>(
      kOptions, absl::Seconds(1),
      [&](grpc::ClientContext* /*context*/, std::string* bytes) {
        bytes->append("part");
        return ++calls < 3 ? kUnavailable : grpc::Status::OK;
      });
  ASSERT_OK(reply);
  EXPECT_EQ(*reply, "part");
  EXPECT_EQ(calls, 3);
}

TEST(RetryTest, LastErrorIsTheAnswer) {
  int calls = 0;
  const auto reply = Retry<std::string>(
      kOptions, absl::Seconds(1),
      [&](grpc::ClientContext* /*context*/, std::string* /*bytes*/) {
        ++calls;
        return kUnavailable;
      });
  EXPECT_THAT(reply, StatusIs(absl::StatusCode::kUnavailable, "not now"));
  EXPECT_THAT(reply, HasReason(base::reason::kUpstreamUnavailable));
  EXPECT_EQ(calls, 4);
}

TEST(RetryTest, EachAttemptHasADeadlineOfItsOwn) {
  std::chrono::system_clock::time_point last;
  const auto reply = Retry<std::string>(
      kOptions, absl::Hours(1),
      [&](grpc::ClientContext* context, std::string* /*bytes*/) {
        EXPECT_GT(context->deadline(), last);
        last = context->deadline();
        return kUnavailable;
      });
  EXPECT_FALSE(reply.ok());
}

}  // namespace
}  // namespace plumbline::client_call
