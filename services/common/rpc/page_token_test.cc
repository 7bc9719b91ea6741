#include "services/common/rpc/page_token.h"

#include <google/longrunning/operations.pb.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rpc {
namespace {

using ::google::longrunning::ListOperationsRequest;
using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::HasSubstr;

class PageTokenTest : public ::testing::Test {
 protected:
  PageTokenTest() { request_.set_filter("done"); }

  ListOperationsRequest request_;
  PageTokens tokens_ = *PageTokens::WithKey("0123456789abcdef");
  const PageCursor cursor_ = {"editions/2025-1",
                              std::string("providers/a\0/\xff", 14)};
};

TEST_F(PageTokenTest, CursorComesBack) {
  const std::string token = tokens_.Make(cursor_, request_);
  ASSERT_OK_AND_ASSIGN(const PageCursor read, tokens_.Read(token, request_));
  EXPECT_EQ(read, cursor_);
  ASSERT_OK_AND_ASSIGN(const PageCursor empty,
                       tokens_.Read(tokens_.Make({}, request_), request_));
  EXPECT_EQ(empty, PageCursor());
}

TEST_F(PageTokenTest, PageSizeMayChangeBetweenPages) {
  const std::string token = tokens_.Make(cursor_, request_);
  request_.set_page_size(7);
  request_.set_page_token(token);
  EXPECT_OK(tokens_.Read(token, request_));
}

TEST_F(PageTokenTest, OtherArgumentsMayNot) {
  const std::string token = tokens_.Make(cursor_, request_);
  request_.set_filter("not done");
  const auto read = tokens_.Read(token, request_);
  EXPECT_THAT(read, StatusIs(absl::StatusCode::kInvalidArgument,
                             HasSubstr("this request")));
  EXPECT_THAT(read, HasReason(base::reason::kPageTokenInvalid));
}

TEST_F(PageTokenTest, TokenOfAnotherMethodIsRefused) {
  google::longrunning::GetOperationRequest other;
  EXPECT_THAT(
      tokens_.Read(tokens_.Make(cursor_, ListOperationsRequest()), other),
      HasReason(base::reason::kPageTokenInvalid));
}

TEST_F(PageTokenTest, EveryChangedCharacterIsNoticed) {
  const std::string token = tokens_.Make(cursor_, request_);
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(tokens_.Read(changed, request_),
                HasReason(base::reason::kPageTokenInvalid))
        << i;
    EXPECT_FALSE(tokens_.Read(token.substr(0, i), request_).ok()) << i;
  }
  EXPECT_FALSE(tokens_.Read(token + "A", request_).ok());
  EXPECT_FALSE(tokens_.Read(token + "=", request_).ok());
}

TEST_F(PageTokenTest, GarbageIsRefused) {
  for (const std::string& token :
       {std::string("2"), std::string("\xff\x00 ", 3),
        std::string(1 << 20, 'A'), std::string(43, '/')}) {
    EXPECT_THAT(tokens_.Read(token, request_),
                HasReason(base::reason::kPageTokenInvalid));
  }
}

TEST_F(PageTokenTest, TokenOfAnotherKeyIsRefused) {
  const std::string token = PageTokens::WithRandomKey().Make(cursor_, request_);
  EXPECT_FALSE(tokens_.Read(token, request_).ok());
  EXPECT_FALSE(PageTokens::WithRandomKey().Read(token, request_).ok());
}

TEST_F(PageTokenTest, ReplicaWithTheSameKeyReadsIt) {
  ASSERT_OK_AND_ASSIGN(const PageTokens replica,
                       PageTokens::WithKey("0123456789abcdef"));
  EXPECT_OK(replica.Read(tokens_.Make(cursor_, request_), request_));
}

TEST_F(PageTokenTest, ShortKeyIsRefused) {
  EXPECT_THAT(
      PageTokens::WithKey("short").status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("needs 16")));
}

TEST(PageSizeTest, DefaultCapAndError) {
  EXPECT_EQ(*PageSize(0, 50, 1000), 50);
  EXPECT_EQ(*PageSize(1, 50, 1000), 1);
  EXPECT_EQ(*PageSize(1000, 50, 1000), 1000);
  EXPECT_EQ(*PageSize(1001, 50, 1000), 1000);
  EXPECT_THAT(PageSize(-1, 50, 1000),
              HasReason(base::reason::kArgumentInvalid));
}

}  // namespace
}  // namespace plumbline::rpc
