#include "clients/cpp/call/request_id.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::client_call {
namespace {

using ::testing::MatchesRegex;

constexpr char kUuid4[] =
    "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

TEST(RequestIdTest, FreshOneIsARandomUuid) {
  const std::string id = FreshRequestId();
  EXPECT_THAT(id, MatchesRegex(kUuid4));
  EXPECT_NE(FreshRequestId(), id);
}

TEST(RequestIdTest, GivenOneIsKept) {
  EXPECT_EQ(OrFresh("given"), "given");
  EXPECT_THAT(OrFresh(""), MatchesRegex(kUuid4));
}

}  // namespace
}  // namespace plumbline::client_call
