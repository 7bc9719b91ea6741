#include "services/common/tabular/cell_text.h"

#include <array>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace plumbline::tabular {
namespace {

constexpr absl::string_view kNoBreakSpace = "\xC2\xA0";
constexpr absl::string_view kMinus = "\xE2\x88\x92";  // U+2212

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// What is left of a number's text, taken from the front piece by piece.
struct NumberText {
  absl::string_view rest;

  bool Take(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool AtDigit() const { return !rest.empty() && IsDigit(rest[0]); }
  char TakeAny() {
    const char c = rest[0];
    rest.remove_prefix(1);
    return c;
  }
};

// A decimal number as digits: 0.DDDD times 10^point. Digits past the last kept
// cannot matter: an int64 has 19, and the first one cut off alone decides the
// rounding.
struct Digits {
  // Enough for every digit that can end up in an int64 with the one after it.
  static constexpr int kKept = 40;
  std::array<char, kKept> digit;
  int count = 0;
  int64_t point = 0;
  bool negative = false;

  void Add(char c, bool after_point) {
    if (count == 0 && c == '0') {
      if (after_point) --point;
      return;
    }
    if (!after_point) ++point;
    if (count < kKept) digit[static_cast<size_t>(count++)] = c;
  }
};

bool TakeSign(NumberText* text, bool* negative) {
  if (text->Take('-') || absl::ConsumePrefix(&text->rest, kMinus)) {
    *negative = true;
    return true;
  }
  return text->Take('+');
}

void TakeSignAndCurrency(NumberText* text, Digits* digits) {
  const bool signed_before = TakeSign(text, &digits->negative);
  if (text->Take('$') && !signed_before) TakeSign(text, &digits->negative);
}

// The digits before the point, with commas between groups of three or with
// none.
bool TakeWhole(NumberText* text, Digits* digits) {
  int group = 0;
  bool grouped = false;
  while (!text->rest.empty()) {
    if (text->AtDigit()) {
      digits->Add(text->TakeAny(), false);
      if (++group > 3 && grouped) return false;
    } else if (text->rest[0] == ',') {
      if (group == 0 || group > 3 || (grouped && group != 3)) return false;
      text->TakeAny();
      grouped = true;
      group = 0;
    } else {
      break;
    }
  }
  return !grouped || group == 3;
}

bool TakeExponent(NumberText* text, Digits* digits) {
  bool negative = false;
  TakeSign(text, &negative);
  if (!text->AtDigit()) return false;
  int64_t exponent = 0;
  while (text->AtDigit()) {
    exponent = exponent * 10 + (text->TakeAny() - '0');
    if (exponent > 100000) return false;
  }
  digits->point += negative ? -exponent : exponent;
  return true;
}

bool TakeNumber(NumberText text, Digits* digits) {
  TakeSignAndCurrency(&text, digits);
  const bool leading = text.AtDigit();
  if (!TakeWhole(&text, digits)) return false;
  bool trailing = false;
  if (text.Take('.')) {
    trailing = text.AtDigit();
    while (text.AtDigit()) digits->Add(text.TakeAny(), true);
  }
  if (!leading && !trailing) return false;
  if ((text.Take('e') || text.Take('E')) && !TakeExponent(&text, digits))
    return false;
  return text.rest.empty();
}

// The digits times 10^decimals as an integer, half away from zero.
std::optional<int64_t> Scale(const Digits& digits, int decimals) {
  const int64_t wanted =
      digits.point + decimals;  // How many digits stand before the cut.
  if (digits.count == 0 || wanted < 0) return 0;
  if (wanted > 19) return std::nullopt;
  uint64_t value = 0;
  for (int64_t i = 0; i < wanted; ++i) {
    const char c =
        i < digits.count ? digits.digit[static_cast<size_t>(i)] : '0';
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  if (wanted < digits.count && digits.digit[static_cast<size_t>(wanted)] >= '5')
    ++value;
  // 19 digits are below 2^64, so the sum above has not wrapped.
  if (value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    return std::nullopt;
  const auto magnitude = static_cast<int64_t>(value);
  return digits.negative ? -magnitude : magnitude;
}

constexpr std::array<absl::string_view, 12> kMonths = {
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec"};

bool IsMonthName(absl::string_view text) {
  for (const absl::string_view month : kMonths) {
    if (absl::EqualsIgnoreCase(text, month)) return true;
  }
  return false;
}

// Whether `text` is `least` to `most` digits.
bool IsNumber(absl::string_view text, size_t least, size_t most) {
  if (text.size() < least || text.size() > most) return false;
  for (const char c : text) {
    if (!IsDigit(c)) return false;
  }
  return true;
}

struct Parts {
  std::array<absl::string_view, 3> part;
  size_t count = 0;
};

// The pieces between separators; a count of 0 when there are more than three.
Parts SplitDate(absl::string_view text, char separator) {
  Parts parts;
  while (true) {
    if (parts.count == parts.part.size()) return {};
    const size_t cut = text.find(separator);
    parts.part[parts.count++] = text.substr(0, cut);
    if (cut == absl::string_view::npos) return parts;
    text.remove_prefix(cut + 1);
  }
}

bool IsDateParts(const Parts& date, char separator) {
  const auto& p = date.part;
  if (date.count == 2) {
    return (IsMonthName(p[0]) && IsNumber(p[1], 1, 4)) ||
           (IsNumber(p[0], 1, 2) && IsMonthName(p[1]));
  }
  if (date.count != 3) return false;
  if (IsNumber(p[0], 1, 2) && IsMonthName(p[1]) && IsNumber(p[2], 2, 4))
    return true;
  if (IsNumber(p[0], 4, 4) && IsNumber(p[1], 1, 2) && IsNumber(p[2], 1, 2))
    return true;
  return separator == '/' && IsNumber(p[0], 1, 2) && IsNumber(p[1], 1, 2) &&
         IsNumber(p[2], 2, 4);
}

// Drops a time of day such as ` 00:00:00` or `T00:00`.
absl::string_view WithoutTime(absl::string_view text) {
  const size_t cut = text.find_first_of(" T");
  if (cut == absl::string_view::npos) return text;
  const absl::string_view time = text.substr(cut + 1);
  const bool is_time =
      time.size() >= 4 && IsDigit(time[0]) && absl::StrContains(time, ':');
  return is_time ? text.substr(0, cut) : text;
}

}  // namespace

absl::string_view Trim(absl::string_view text) {
  while (!text.empty()) {
    if (IsBlank(text.front())) {
      text.remove_prefix(1);
    } else if (!absl::ConsumePrefix(&text, kNoBreakSpace)) {
      break;
    }
  }
  while (!text.empty()) {
    if (IsBlank(text.back())) {
      text.remove_suffix(1);
    } else if (!absl::ConsumeSuffix(&text, kNoBreakSpace)) {
      break;
    }
  }
  return text;
}

absl::string_view Unguard(absl::string_view text) {
  absl::string_view inner = Trim(text);
  if (inner.size() < 3 || !absl::StartsWith(inner, "=\"") ||
      inner.back() != '"')
    return inner;
  inner.remove_prefix(2);
  inner.remove_suffix(1);
  return Trim(inner);
}

std::optional<int64_t> ParseAnyDecimal(absl::string_view text, int decimals) {
  if (decimals < 0 || decimals > 15) return std::nullopt;
  // Blank cells and markers such as `*` and `#`, of which releases are full.
  if (text.empty() || (text.size() == 1 && !IsDigit(text[0]))) {
    return std::nullopt;
  }
  Digits digits;
  if (!TakeNumber({Trim(text)}, &digits)) return std::nullopt;
  return Scale(digits, decimals);
}

bool LooksLikeMangledCode(absl::string_view text) {
  const absl::string_view date = WithoutTime(Trim(text));
  return IsDateParts(SplitDate(date, '-'), '-') ||
         IsDateParts(SplitDate(date, '/'), '/');
}

}  // namespace plumbline::tabular
