#include "services/common/tabular/plain_decimal.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::tabular {
namespace {

// The text is given with bytes before it that must not matter.
PlainDecimal::Found Find(const std::string& text, int decimals) {
  const std::string room = "9.1,2\"34" + text;
  return PlainDecimal(decimals).Read(room.data() + room.size(), text.size());
}

std::optional<int64_t> Read(const std::string& text, int decimals) {
  const PlainDecimal::Found found = Find(text, decimals);
  if (!found.plain) return std::nullopt;
  return found.number;
}

// The form that PlainDecimal promises to read, said in another way.
bool IsPlain(const std::string& text, int decimals) {
  const auto points = std::count(text.begin(), text.end(), '.');
  const auto digits = std::count_if(
      text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (points > 1 || digits == 0) return false;
  if (static_cast<size_t>(points + digits) != text.size()) return false;
  const size_t point = text.find('.');
  return point == std::string::npos ||
         text.size() - point - 1 <= static_cast<size_t>(decimals);
}

TEST(PlainDecimalTest, AgreesWithTheGeneralParserOnWhatIsPlain) {
  static constexpr char kCharacters[] = "01234567890123456789..,-+*#~/:$e \xB0";
  std::mt19937 random(413505);
  int plain = 0;
  for (int i = 0; i < testing::Cases(400000); ++i) {
    std::string text(1 + random() % 8, ' ');
    const size_t variety = random() % 2 == 0 ? 21 : sizeof(kCharacters) - 1;
    for (char& c : text) c = kCharacters[random() % variety];
    const int decimals = static_cast<int>(random() % 11);
    const auto number = Read(text, decimals);
    ASSERT_EQ(number.has_value(), IsPlain(text, decimals)) << text;
    if (!number) continue;
    ++plain;
    ASSERT_EQ(number, ParseAnyDecimal(text, decimals)) << text;
  }
  EXPECT_GT(plain, testing::Cases(100000));
}

TEST(PlainDecimalTest, ReadsPointsAnywhere) {
  EXPECT_EQ(Read("12345678", 0), 12345678);
  EXPECT_EQ(Read(".1234567", 7), 1234567);
  EXPECT_EQ(Read("1234567.", 2), 123456700);
  EXPECT_EQ(Read(".5", 2), 50);
  EXPECT_EQ(Read("5.", 0), 5);
  EXPECT_EQ(Read("0", 10), 0);
  EXPECT_EQ(Read("99999999", 10), 999999990000000000);
  EXPECT_EQ(Read(".", 2), std::nullopt);
  EXPECT_EQ(Read("..", 2), std::nullopt);
  EXPECT_EQ(Read("1.2.3", 2), std::nullopt);
  EXPECT_EQ(Read("1.234", 2), std::nullopt);
}

TEST(PlainDecimalTest, GivesTheTextOfWhatIsNoNumber) {
  const PlainDecimal::Found found = Find("*#", 2);
  EXPECT_FALSE(found.plain);
  EXPECT_EQ(found.text, uint64_t{'*'} | uint64_t{'#'} << 8);
}

}  // namespace
}  // namespace plumbline::tabular
