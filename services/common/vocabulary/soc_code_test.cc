#include "services/common/vocabulary/soc_code.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::vocabulary {
namespace {

using ::plumbline::testing::HasReason;

TEST(SocCodeTest, ReadsTheSpellingsThatFilesUse) {
  for (const char* text : {"15-1252", "151252", "15-1252.00", " 15-1252 ",
                           "15125200", "15-1252.03"}) {
    ASSERT_OK_AND_ASSIGN(const SocCode code, SocCode::Parse(text));
    EXPECT_EQ(code.ToString(), "15-1252") << text;
  }
}

TEST(SocCodeTest, RefusesEverythingElse) {
  for (const char* text :
       {"", "15", "15-12", "15-125", "15–1252", "15-1252.0", "Nov-10",
        "1512520", "15_1252", "-15-1252", "15-12521"}) {
    EXPECT_THAT(SocCode::Parse(text), HasReason("CODE_MALFORMED")) << text;
  }
}

TEST(SocCodeTest, LevelFollowsTheTrailingZeros) {
  EXPECT_EQ(SocCode::FromDigits(0).level(), SocLevel::kTotal);
  EXPECT_EQ(SocCode::FromDigits(150000).level(), SocLevel::kMajor);
  EXPECT_EQ(SocCode::FromDigits(151200).level(), SocLevel::kMinor);
  EXPECT_EQ(SocCode::FromDigits(151250).level(), SocLevel::kBroad);
  EXPECT_EQ(SocCode::FromDigits(151252).level(), SocLevel::kDetailed);
}

TEST(SocCodeTest, NoMatchIsNotAnOccupation) {
  EXPECT_TRUE(SocCode::FromDigits(999999).IsNoMatch());
  EXPECT_FALSE(SocCode::FromDigits(291141).IsNoMatch());
}

TEST(SocCodeTest, PostsecondaryTeachersAreTheWholeMinorGroup) {
  EXPECT_TRUE(SocCode::FromDigits(251071).IsPostsecondaryTeacher());
  EXPECT_FALSE(SocCode::FromDigits(252031).IsPostsecondaryTeacher());
}

TEST(SocCodeTest, PrintingAndReadingAreInverse) {
  for (int32_t digits = 0; digits <= 999999; digits += 37) {
    const SocCode code = SocCode::FromDigits(digits);
    ASSERT_OK_AND_ASSIGN(const SocCode read, SocCode::Parse(code.ToString()));
    EXPECT_EQ(read, code);
  }
}

TEST(OnetSocCodeTest, ReadsEightDigitsAndTheTypedPoint) {
  for (const char* text : {"47-2111.00", "47211100", "47.2111.00"}) {
    ASSERT_OK_AND_ASSIGN(const OnetSocCode code, OnetSocCode::Parse(text));
    EXPECT_EQ(code.ToString(), "47-2111.00") << text;
    EXPECT_EQ(code.prefix().ToString(), "47-2111");
  }
  EXPECT_THAT(OnetSocCode::Parse("47-2111"), HasReason("CODE_MALFORMED"));
}

}  // namespace
}  // namespace plumbline::vocabulary
