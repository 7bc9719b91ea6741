#include "services/common/base/error.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::base {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(ErrorTest, CarriesReasonAndMetadataInOrder) {
  const absl::Status status = Error(
      absl::StatusCode::kInvalidArgument, reason::kRowRejected,
      "row 7: no code", {{"row", "7"}, {"column", "OCC_CODE"}, {"value", ""}});
  EXPECT_EQ(status.message(), "row 7: no code");
  EXPECT_EQ(ReasonOf(status), "ROW_REJECTED");
  EXPECT_THAT(MetadataOf(status),
              ElementsAre(Pair("row", "7"), Pair("column", "OCC_CODE"),
                          Pair("value", "")));
}

TEST(ErrorTest, StatusOfOthersHasNeither) {
  const absl::Status status = absl::InternalError("x");
  EXPECT_EQ(ReasonOf(status), "");
  EXPECT_THAT(MetadataOf(status), IsEmpty());
}

TEST(ErrorTest, AnnotatingKeepsReasonAndMetadata) {
  const absl::Status status =
      Annotate(Error(absl::StatusCode::kNotFound, reason::kCodeUnknown,
                     "no 99-1234", {{"code", "99-1234"}}),
               "oews/2023-05");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "oews/2023-05: no 99-1234");
  EXPECT_EQ(ReasonOf(status), "CODE_UNKNOWN");
  EXPECT_THAT(MetadataOf(status), ElementsAre(Pair("code", "99-1234")));
}

}  // namespace
}  // namespace plumbline::base
