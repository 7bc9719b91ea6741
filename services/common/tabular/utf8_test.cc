#include "services/common/tabular/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace plumbline::tabular {
namespace {

TEST(ValidUtf8PrefixTest, AcceptsWhatIsWellFormed) {
  for (const std::string text :
       {"", "plain", "\xC2\xA0", "\xE2\x89\xA5 5 years", "\xEF\xBF\xBD",
        "\xED\x9F\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(ValidUtf8Prefix(text), text.size()) << text;
  }
}

TEST(ValidUtf8PrefixTest, StopsAtTheFirstBrokenByte) {
  EXPECT_EQ(ValidUtf8Prefix("ab\x80"), 2u);
  EXPECT_EQ(ValidUtf8Prefix("caf\xE9 au lait"), 3u);   // Latin-1.
  EXPECT_EQ(ValidUtf8Prefix("\xC0\xAF"), 0u);          // Overlong.
  EXPECT_EQ(ValidUtf8Prefix("\xE0\x9F\xBF"), 0u);      // Overlong.
  EXPECT_EQ(ValidUtf8Prefix("\xED\xA0\x80"), 0u);      // A surrogate.
  EXPECT_EQ(ValidUtf8Prefix("\xF4\x90\x80\x80"), 0u);  // Above U+10FFFF.
  EXPECT_EQ(ValidUtf8Prefix("ok \xE2\x89"), 3u);       // Cut off.
}

// The example of the Unicode Standard, section 3.9, table 3-8, and one
// character cut short.
TEST(ReplaceInvalidUtf8Test, GivesOneMarkForEachMaximalSubsequence) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(ReplaceInvalidUtf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            mark + mark + mark + mark + mark + mark + mark + mark + "A");
  EXPECT_EQ(ReplaceInvalidUtf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"),
            mark + mark + mark + mark + "A");
  EXPECT_EQ(ReplaceInvalidUtf8("caf\xE9 \xE2\x89\xA5"),
            "caf" + mark + " \xE2\x89\xA5");
}

}  // namespace
}  // namespace plumbline::tabular
