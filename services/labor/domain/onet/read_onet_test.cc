#include "services/labor/domain/onet/read_onet.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor::onet {
namespace {

TEST(ReadOnetTest, ReadsTheReleaseOfDecember2025) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string zip =
      testing::ReadFile(data / "onet/30.1/db_30_1_text.zip");
  const SourceFile files[] = {{"db_30_1_text.zip", zip}};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, ReadOnet(files));
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(release.reference_period, "30.1");
  EXPECT_EQ(release.onet->occupations.size(), 1016u);
}

}  // namespace
}  // namespace plumbline::labor::onet
