#include "services/common/rpc/status.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rpc {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

google::rpc::Status DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

TEST(StatusTest, ErrorSurvivesTheWire) {
  const absl::Status sent = base::Error(
      absl::StatusCode::kNotFound, base::reason::kCodeUnknown,
      "no occupation 99-1234", {{"vintage", "SOC 2018"}, {"code", "99-1234"}});
  const absl::Status received = FromGrpcStatus(ToGrpcStatus(sent));
  EXPECT_EQ(received.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(received.message(), "no occupation 99-1234");
  EXPECT_THAT(received, HasReason(base::reason::kCodeUnknown));
  EXPECT_THAT(
      base::MetadataOf(received),
      ElementsAre(Pair("code", "99-1234"), Pair("vintage", "SOC 2018")));
}

TEST(StatusTest, OkIsOkBothWays) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).error_details().empty());
  EXPECT_OK(FromGrpcStatus(grpc::Status::OK));
}

// AIP-193: every error has exactly one ErrorInfo, whatever it was made of.
TEST(StatusTest, EveryCodeHasOneErrorInfoWithAReason) {
  for (int code = 1; code <= 16; ++code) {
    const auto wire =
        ToGrpcStatus(absl::Status(static_cast<absl::StatusCode>(code), "x"));
    EXPECT_EQ(static_cast<int>(wire.error_code()), code);
    const auto details = DetailsOf(wire);
    ASSERT_EQ(details.details_size(), 1);
    EXPECT_EQ(details.code(), code);
    google::rpc::ErrorInfo error_info;
    ASSERT_TRUE(details.details(0).UnpackTo(&error_info));
    EXPECT_EQ(error_info.domain(), "plumbline");
    EXPECT_EQ(error_info.reason(),
              absl::StatusCodeToString(static_cast<absl::StatusCode>(code)));
  }
}

TEST(StatusTest, FieldBecomesABadRequestViolation) {
  const auto details = DetailsOf(ToGrpcStatus(base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      "page_size is -1", {{"field", "page_size"}})));
  ASSERT_EQ(details.details_size(), 2);
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(details.details(1).UnpackTo(&bad_request));
  ASSERT_EQ(bad_request.field_violations_size(), 1);
  EXPECT_EQ(bad_request.field_violations(0).field(), "page_size");
  EXPECT_EQ(bad_request.field_violations(0).description(), "page_size is -1");
}

TEST(StatusTest, HugeAndBrokenTextFitsTheHeadersAndIsUtf8) {
  base::Metadata metadata;
  for (int i = 0; i < 200; ++i) {
    metadata.emplace_back("key" + std::to_string(i),
                          std::string(10'000, '\xff'));
  }
  const auto wire = ToGrpcStatus(
      base::Error(absl::StatusCode::kInvalidArgument, "ROW_REJECTED",
                  std::string(100'000, '\xff'), metadata));
  EXPECT_LT(
      wire.error_message().size() * 3 + wire.error_details().size() * 4 / 3,
      8000u);
  EXPECT_THAT(FromGrpcStatus(wire), HasReason(base::reason::kRowRejected));
}

TEST(StatusTest, TransportErrorGetsAReasonOnlyWhenUnavailable) {
  EXPECT_THAT(
      FromGrpcStatus({grpc::StatusCode::UNAVAILABLE, "connection refused"}),
      HasReason(base::reason::kUpstreamUnavailable));
  EXPECT_THAT(FromGrpcStatus({grpc::StatusCode::UNIMPLEMENTED, "x"}),
              HasReason(""));
}

TEST(StatusTest, DetailsThatAreNotOursAreLeftOut) {
  google::rpc::ErrorInfo foreign;
  foreign.set_reason("QUOTA");
  foreign.set_domain("elsewhere.example");
  google::rpc::Status details;
  details.add_details()->PackFrom(foreign);
  const absl::Status status = FromGrpcStatus(
      {grpc::StatusCode::RESOURCE_EXHAUSTED, "x", details.SerializeAsString()});
  EXPECT_THAT(status, HasReason(""));
  EXPECT_THAT(base::MetadataOf(status), IsEmpty());
  EXPECT_THAT(
      FromGrpcStatus({grpc::StatusCode::NOT_FOUND, "x", "\xff garbage"}),
      HasReason(""));
}

}  // namespace
}  // namespace plumbline::rpc
