#include "services/common/tabular/plain_number.h"

#include <algorithm>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::tabular {
namespace {

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

// The form that ParsePlainNumber promises to read, said in another way.
bool IsPlain(absl::string_view text, int decimals) {
  if (text.size() > 8) return false;
  const size_t point = text.find('.');
  if (point == absl::string_view::npos) return IsDigits(text);
  const absl::string_view behind = text.substr(point + 1);
  return IsDigits(text.substr(0, point)) && IsDigits(behind) &&
         behind.size() <= static_cast<size_t>(decimals);
}

// Mostly digits, so that many texts are numbers, with what stands beside them
// in cells and the neighbours of the digits in ASCII.
std::string RandomCell(std::mt19937* random) {
  static constexpr char kCharacters[] = "01234567890123456789..,-+*#~/:$e \xB0";
  std::string text((*random)() % 11, ' ');
  const size_t variety = (*random)() % 2 == 0 ? 21 : sizeof(kCharacters) - 1;
  for (char& c : text) c = kCharacters[(*random)() % variety];
  return text;
}

TEST(PlainNumberTest, AgreesWithTheGeneralParserOnWhatIsPlain) {
  std::mt19937 random(151252);
  int plain = 0;
  for (int i = 0; i < testing::Cases(400000); ++i) {
    const std::string text = RandomCell(&random);
    const int decimals = static_cast<int>(random() % 11);
    const auto number = ParsePlainNumber(text, decimals);
    ASSERT_EQ(number.has_value(), IsPlain(text, decimals)) << text;
    if (!number) continue;
    ++plain;
    ASSERT_EQ(number, ParseAnyDecimal(text, decimals)) << text;
  }
  EXPECT_GT(plain, testing::Cases(100000));
}

TEST(PlainNumberTest, ReadsNumbersOfEveryLength) {
  std::string digits;
  int64_t expected = 0;
  for (int i = 1; i <= 8; ++i) {
    digits += static_cast<char>('0' + i);
    expected = expected * 10 + i;
    EXPECT_EQ(ParsePlainNumber(digits, 0), expected);
    EXPECT_EQ(ParsePlainNumber(digits, 2), expected * 100);
  }
  EXPECT_EQ(ParsePlainNumber("123456789", 0), std::nullopt);
}

TEST(PlainNumberTest, LeavesEveryOtherFormToTheGeneralParser) {
  for (const char* text :
       {"", "*", "**", "#", "~", ".", "5.", ".5", "1.2.3", "-5", "+5", "1,234",
        "1e3", " 5", "5 ", "$5", "1.234"}) {
    EXPECT_EQ(ParsePlainNumber(text, 2), std::nullopt) << text;
  }
}

TEST(PlainNumberTest, RefusesDecimalsThatItHasNoPowerFor) {
  EXPECT_EQ(ParsePlainNumber("1", 10), 10'000'000'000);
  EXPECT_EQ(ParsePlainNumber("1", 11), std::nullopt);
  EXPECT_EQ(ParsePlainNumber("1", -1), std::nullopt);
  EXPECT_EQ(ParsePlainNumber("1.5", -1), std::nullopt);
}

}  // namespace
}  // namespace plumbline::tabular
