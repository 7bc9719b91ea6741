#include "services/common/vocabulary/cip_code.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::vocabulary {
namespace {

using ::plumbline::testing::HasReason;

TEST(CipCodeTest, ReadsTheSpellingsThatFilesUse) {
  for (const char* text :
       {"1.0101", "010101", "01.0101", "10101", " 01.0101 "}) {
    ASSERT_OK_AND_ASSIGN(const CipCode code, CipCode::Parse(text));
    EXPECT_EQ(code.ToString(), "01.0101") << text;
  }
}

TEST(CipCodeTest, GroupsAndSeriesAreCodesOfTheirOwn) {
  ASSERT_OK_AND_ASSIGN(const CipCode group, CipCode::Parse("51.09"));
  ASSERT_OK_AND_ASSIGN(const CipCode series, CipCode::Parse("51"));
  ASSERT_OK_AND_ASSIGN(const CipCode program, CipCode::Parse("51.0904"));
  EXPECT_EQ(program.group(), group);
  EXPECT_EQ(program.series(), series);
  EXPECT_EQ(group.ToString(), "51.09");
  EXPECT_EQ(series.ToString(), "51");
  EXPECT_NE(CipCode::FromDigits(510900, 4), CipCode::FromDigits(510900, 6));
}

TEST(CipCodeTest, RefusesEverythingElse) {
  for (const char* text :
       {"", "5", "51.", ".0904", "51.090", "51.09045", "51-0904", "5109040",
        "n/a", "1/1/0101", "51.O904", "511.0904"}) {
    EXPECT_THAT(CipCode::Parse(text), HasReason("CODE_MALFORMED")) << text;
  }
}

TEST(CipCodeTest, NoMatchIsNotAProgram) {
  ASSERT_OK_AND_ASSIGN(const CipCode code, CipCode::Parse("99.9999"));
  EXPECT_TRUE(code.IsNoMatch());
}

}  // namespace
}  // namespace plumbline::vocabulary
