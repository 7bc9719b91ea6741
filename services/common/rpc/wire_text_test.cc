#include "services/common/rpc/wire_text.h"

#include <string>

#include "gtest/gtest.h"

namespace plumbline::rpc {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

TEST(WireTextTest, ValidTextStays) {
  for (const std::string text :
       {"", "plain", "é 看護 🩺", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(WireText(text, 100), text);
  }
}

TEST(WireTextTest, EachBadByteIsReplaced) {
  EXPECT_EQ(WireText("a\xFF"
                     "b",
                     100),
            std::string("a") + kReplacement + "b");
  EXPECT_EQ(WireText("a\xC3", 100), std::string("a") + kReplacement)
      << "cut in a character";
  const std::string twice = std::string(kReplacement) + kReplacement;
  EXPECT_EQ(WireText("\xC0\x80", 100), twice) << "overlong";
  EXPECT_EQ(WireText("\xE0\x80\x80", 100), twice + kReplacement) << "overlong";
  EXPECT_EQ(WireText("\xED\xA0\x80", 100), twice + kReplacement) << "surrogate";
  EXPECT_EQ(WireText("\xF4\x90\x80\x80", 100), twice + twice)
      << "above U+10FFFF";
}

TEST(WireTextTest, LongTextIsCutAtACharacterAndSaysSo) {
  EXPECT_EQ(WireText("abcdef", 6), "abcdef");
  EXPECT_EQ(WireText("abcdefg", 6), "abc…");
  EXPECT_EQ(WireText("ééééé", 8), "éé…")
      << "8 bytes hold two and a half é and the mark";
  EXPECT_EQ(WireText("abcdefg", 3), "…");
}

TEST(WireTextTest, NeverLongerThanAsked) {
  std::string text;
  for (int i = 0; i < 300; ++i) text.push_back(static_cast<char>(i * 37));
  for (size_t limit = 3; limit < 1000; ++limit)
    EXPECT_LE(WireText(text, limit).size(), limit);
}

}  // namespace
}  // namespace plumbline::rpc
