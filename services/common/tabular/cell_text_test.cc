#include "services/common/tabular/cell_text.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace plumbline::tabular {
namespace {

TEST(TrimTest, TakesBlanksAndNoBreakSpacesOffBothEnds) {
  EXPECT_EQ(Trim("  \xC2\xA0 Welders\t\r\n\xC2\xA0"), "Welders");
  EXPECT_EQ(Trim("two  words"), "two  words");
  EXPECT_EQ(Trim(" \xC2\xA0 "), "");
  // U+00C0 ends in 0x80, which is no blank of its own.
  EXPECT_EQ(Trim("\xC3\x80"), "\xC3\x80");
}

TEST(UnguardTest, TakesTheSpreadsheetGuardOff) {
  EXPECT_EQ(Unguard("=\"13-2011\""), "13-2011");
  EXPECT_EQ(Unguard(" =\"01.0000\" "), "01.0000");
  EXPECT_EQ(Unguard("=\"\""), "");
  EXPECT_EQ(Unguard("13-2011"), "13-2011");
  EXPECT_EQ(Unguard("=\""), "=\"");
  EXPECT_EQ(Unguard("=A1"), "=A1");
}

struct DecimalCase {
  std::string name;
  std::string text;
  int decimals;
  std::optional<int64_t> expected;
};

class ParseDecimalTest : public ::testing::TestWithParam<DecimalCase> {};

TEST_P(ParseDecimalTest, IsExact) {
  EXPECT_EQ(ParseDecimal(GetParam().text, GetParam().decimals),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Accepted, ParseDecimalTest,
    ::testing::Values(
        DecimalCase{"Integer", "427250", 0, 427250},
        DecimalCase{"Zero", "0", 2, 0},
        DecimalCase{"PadsDecimals", "16", 2, 1600},
        DecimalCase{"Fraction", "21.27", 2, 2127},
        DecimalCase{"BinaryNoiseDown", "61.326999999999998", 3, 61327},
        DecimalCase{"BinaryNoiseUp", "40.909999999999997", 2, 4091},
        DecimalCase{"Exponent", "1.5418738E8", 0, 154187380},
        DecimalCase{"SmallExponent", "5e-3", 2, 1},
        DecimalCase{"HalfAwayFromZero", "2.5", 0, 3},
        DecimalCase{"NegativeHalfAwayFromZero", "-2.5", 0, -3},
        DecimalCase{"JustBelowHalf", "2.4999999999999999999999999999", 0, 2},
        DecimalCase{"RoundsUpFromNothing", "0.5", 0, 1},
        DecimalCase{"Tiny", "0.04", 0, 0},
        DecimalCase{"LeadingPoint", ".5", 1, 5},
        DecimalCase{"TrailingPoint", "7.", 0, 7},
        DecimalCase{"ThousandsCommas", "1,579.80", 1, 15798},
        DecimalCase{"Dollars", "$239,200", 0, 239200},
        DecimalCase{"MinusBeforeDollars", "-$1,000", 0, -1000},
        DecimalCase{"MinusAfterDollars", "$-1,000", 0, -1000},
        DecimalCase{"UnicodeMinus",
                    "\xE2\x88\x92"
                    "4.5",
                    1, -45},
        DecimalCase{"Plus", "+3", 0, 3},
        DecimalCase{"Blanks", "\xC2\xA0 12 ", 0, 12},
        DecimalCase{"LargestInt64", "9223372036854775807", 0, INT64_MAX},
        DecimalCase{"ZerosBeforeAndAfter", "0000.10000", 1, 1},
        DecimalCase{"ZeroWithHugeExponent", "0e99999", 0, 0}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Refused, ParseDecimalTest,
    ::testing::Values(
        DecimalCase{"Empty", "", 0, {}}, DecimalCase{"Star", "*", 0, {}},
        DecimalCase{"TopCode", ">=239,200", 0, {}},
        DecimalCase{"EmDash", "\xE2\x80\x94", 0, {}},
        DecimalCase{"OnlySign", "-", 0, {}},
        DecimalCase{"OnlyPoint", ".", 0, {}},
        DecimalCase{"TwoPoints", "1.2.3", 0, {}},
        DecimalCase{"Soc", "15-1252", 0, {}},
        DecimalCase{"CommaInWrongPlace", "1,57", 0, {}},
        DecimalCase{"GroupTooLong", "1234,567", 0, {}},
        DecimalCase{"CommaFirst", ",123", 0, {}},
        DecimalCase{"CommaLast", "123,", 0, {}},
        DecimalCase{"TwoSigns", "--1", 0, {}},
        DecimalCase{"SignsAroundDollar", "-$-1", 0, {}},
        DecimalCase{"EmptyExponent", "1e", 0, {}},
        DecimalCase{"Hexadecimal", "0x10", 0, {}},
        DecimalCase{"Infinity", "inf", 0, {}},
        DecimalCase{"NotANumber", "NaN", 0, {}},
        DecimalCase{"Percent", "5%", 0, {}},
        DecimalCase{"BlankInside", "1 000", 0, {}},
        DecimalCase{"BeyondInt64", "9223372036854775808", 0, {}},
        DecimalCase{"BeyondInt64ByDecimals", "9223372036854775807", 1, {}},
        DecimalCase{"HugeExponent", "1e400", 0, {}},
        DecimalCase{"AbsurdExponent", "1e99999999999999999999", 0, {}},
        DecimalCase{"DecimalsOutOfRange", "1", 16, {}}),
    [](const auto& test) { return test.param.name; });

// What a number of at most 17 digits is, by integer arithmetic of 128 bits.
TEST(ParseDecimalPropertyTest, AgreesWithIntegerArithmetic) {
  std::mt19937_64 random(20240501);
  for (int i = 0; i < 20000; ++i) {
    const int64_t digits = static_cast<int64_t>(random() % 100000000000000000U);
    const int places = static_cast<int>(random() % 12);
    const int decimals = static_cast<int>(random() % 6);
    std::string text = absl::StrCat(digits);
    if (static_cast<int>(text.size()) <= places) {
      text = std::string(static_cast<size_t>(places) + 1 - text.size(), '0') +
             text;
    }
    if (places > 0) {
      const size_t point = text.size() - static_cast<size_t>(places);
      text = absl::StrCat(text.substr(0, point), ".", text.substr(point));
    }
    __int128 value = digits;
    for (int k = 0; k < decimals; ++k) value *= 10;
    __int128 divisor = 1;
    for (int k = 0; k < places; ++k) divisor *= 10;
    const __int128 rounded = (value + divisor / 2) / divisor;
    const auto expected =
        rounded > INT64_MAX
            ? std::nullopt
            : std::optional<int64_t>(static_cast<int64_t>(rounded));
    ASSERT_EQ(ParseDecimal(text, decimals), expected)
        << text << " with " << decimals;
  }
}

TEST(LooksLikeMangledCodeTest, FindsDates) {
  for (const char* text : {"Nov-10", "10-Nov", "nov-2010", "2010-11-01",
                           "2010-11-01 00:00:00", "2010-11-01T00:00:00",
                           "11/10/2010", "11/1/10", "1-Nov-10", " Nov-10 "}) {
    EXPECT_TRUE(LooksLikeMangledCode(text)) << text;
  }
}

TEST(LooksLikeMangledCodeTest, LeavesCodesAndNumbers) {
  for (const char* text :
       {"11-2010", "11-2011", "15-1252.00", "01.0101", "010101", "99-9999",
        "2010", "40483", "", "Nov", "May 2024", "13-1020", "11/10", "31-33",
        "44-45", "$1,000", "1/2"}) {
    EXPECT_FALSE(LooksLikeMangledCode(text)) << text;
  }
}

}  // namespace
}  // namespace plumbline::tabular
