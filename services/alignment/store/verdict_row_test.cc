#include "services/alignment/store/verdict_row.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::StatusIs;
using ::testing::_;

TEST(VerdictRowTest, ColumnsReadBackAsTheyWereWritten) {
  VerdictRow row;
  row.dimensions = {{v1::IN_DEMAND, v1::UNRATED}, {v1::HIGH_WAGE, v1::ALIGNED}};
  row.flags = {{v1::NO_LINK, 7}, {v1::CIP_RETIRED, 12}};
  VerdictRow read;
  ASSERT_OK(DecodeDimensions(EncodeDimensions(row), read));
  ASSERT_OK(DecodeFlags(EncodeFlags(row), read));
  EXPECT_EQ(read, row);
}

TEST(VerdictRowTest, DamagedColumnsAreDataLoss) {
  for (const char* text : {"1", "1:", "x:1", "1:2:3", "99:1", "1:99"}) {
    VerdictRow row;
    EXPECT_THAT(DecodeDimensions(text, row),
                StatusIs(absl::StatusCode::kDataLoss, _))
        << text;
  }
  for (const char* text : {"1", "@", "1:2", "999@1"}) {
    VerdictRow row;
    EXPECT_THAT(DecodeFlags(text, row),
                StatusIs(absl::StatusCode::kDataLoss, _))
        << text;
  }
}

TEST(VerdictRowTest, SubjectsDifferByContentAndNotByTimeOfWriting) {
  catalog::v1::Program program;
  program.set_name("providers/p/programs/a");
  catalog::v1::Provider provider;
  const std::string first = MakeSubject(program, provider).sha256;
  program.set_etag("1");
  program.mutable_update_time()->set_seconds(1);
  provider.set_etag("2");
  EXPECT_EQ(MakeSubject(program, provider).sha256, first);
  provider.set_title("P");
  EXPECT_NE(MakeSubject(program, provider).sha256, first);
}

}  // namespace
}  // namespace plumbline::alignment
