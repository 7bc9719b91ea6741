#include "services/alignment/domain/sequence/stated_text.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "re2/re2.h"

namespace plumbline::alignment {
namespace {

using re2::RE2;
using re2::StringPiece;

constexpr std::array<absl::string_view, 5> kNone = {
    "none", "no", "none offered", "not offered", "not required"};
constexpr std::array<absl::string_view, 9> kSilence = {
    "",    "-",       "n/a",     "na",          "not available",
    "tbd", "unknown", "unclear", "not reported"};

template <size_t n>
bool IsAmong(const std::array<absl::string_view, n>& words,
             absl::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// Lower case, without blanks and full stops around it.
std::string Bare(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  while (absl::EndsWith(text, ".")) text.remove_suffix(1);
  return absl::AsciiStrToLower(text);
}

// Before the day that something ends on.
#define PLUMBLINE_UNTIL                                                  \
  "(?i)\\b(?:until|till|through|thru|expire[sd]?|expiring|expiration|"   \
  "expiry|end(?:s|ed|ing)?)(?:\\s+date)?(?:\\s*:)?(?:\\s+(?:on|in|of))?" \
  "\\s*"
#define PLUMBLINE_UNTIL_OR_TO                                             \
  "(?i)\\b(?:to|until|till|through|thru|expire[sd]?|expiring|expiration|" \
  "expiry|end(?:s|ed|ing)?)(?:\\s+date)?(?:\\s*:)?(?:\\s+(?:on|in|of))?\\s*"
#define PLUMBLINE_MONTH \
  "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+"

std::optional<absl::CivilDay> DayOfParts(int year, int month, int day) {
  const absl::CivilDay found(year, month, day);
  if (year < 1900 || found.year() != year || found.month() != month ||
      found.day() != day)
    return std::nullopt;
  return found;
}

int MonthOf(absl::string_view name) {
  constexpr absl::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  const std::string lower = absl::AsciiStrToLower(name.substr(0, 3));
  return static_cast<int>(kMonths.find(lower) / 3) + 1;
}

void Keep(std::optional<absl::CivilDay> found,
          std::optional<absl::CivilDay>& latest) {
  if (found && (!latest || *latest < *found)) latest = found;
}

void ReadNumbers(const StringPiece& text,
                 std::optional<absl::CivilDay>& latest) {
  static const RE2& iso =
      *new RE2(PLUMBLINE_UNTIL_OR_TO "(\\d{4})-(\\d{2})-(\\d{2})\\b");
  static const RE2& american =
      *new RE2(PLUMBLINE_UNTIL_OR_TO "(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");
  int year = 0, month = 0, day = 0;
  StringPiece rest = text;
  while (RE2::FindAndConsume(&rest, iso, &year, &month, &day))
    Keep(DayOfParts(year, month, day), latest);
  rest = text;
  while (RE2::FindAndConsume(&rest, american, &month, &day, &year))
    Keep(DayOfParts(year, month, day), latest);
}

void ReadWords(const StringPiece& text, std::optional<absl::CivilDay>& latest) {
  static const RE2& day_of_month = *new RE2(
      PLUMBLINE_UNTIL_OR_TO PLUMBLINE_MONTH "(\\d{1,2})(?:,\\s*|\\s+)(\\d{4})");
  static const RE2& month_alone =
      *new RE2(PLUMBLINE_UNTIL_OR_TO PLUMBLINE_MONTH "(\\d{4})\\b");
  // `2025-26` is a school year, whose last day nobody states.
  static const RE2& year_alone =
      *new RE2(PLUMBLINE_UNTIL "(\\d{4})(?:[^-/\\d\\x{2013}]|$)");
  std::string name;
  int year = 0, day = 0;
  StringPiece rest = text;
  while (RE2::FindAndConsume(&rest, day_of_month, &name, &day, &year))
    Keep(DayOfParts(year, MonthOf(name), day), latest);
  rest = text;
  while (RE2::FindAndConsume(&rest, month_alone, &name, &year)) {
    if (DayOfParts(year, 1, 1))
      Keep(absl::CivilDay(absl::CivilMonth(year, MonthOf(name)) + 1) - 1,
           latest);
  }
  rest = text;
  while (RE2::FindAndConsume(&rest, year_alone, &year))
    Keep(DayOfParts(year, 12, 31), latest);
}

#undef PLUMBLINE_UNTIL
#undef PLUMBLINE_UNTIL_OR_TO
#undef PLUMBLINE_MONTH

}  // namespace

StatedEntries ReadEntries(absl::Span<const std::string> list, bool complete) {
  StatedEntries stated;
  bool none = complete;
  for (size_t place = 0; place < list.size(); ++place) {
    const std::string bare = Bare(list[place]);
    if (IsAmong(kNone, bare)) {
      none = true;
    } else if (!IsAmong(kSilence, bare)) {
      stated.places.push_back(place);
    }
  }
  stated.stated_none = none && stated.places.empty();
  return stated;
}

std::optional<absl::CivilDay> StatedEnd(absl::string_view text) {
  const StringPiece piece(text.data(), text.size());
  std::optional<absl::CivilDay> latest;
  ReadNumbers(piece, latest);
  ReadWords(piece, latest);
  return latest;
}

std::optional<std::string> StatedRetirement(absl::string_view title) {
  static const RE2& set_off = *new RE2(
      "(?i)(?:[(\\[,;:]\\s*|\\s[-\\x{2013}\\x{2014}]+\\s*)"
      "(retired|expired|discontinued|withdrawn|inactive|sunset)\\b");
  static const RE2& at_the_end = *new RE2(
      "(?i)\\s(retired|expired|discontinued|withdrawn|inactive)[\\s.)\\]]*$");
  static const RE2& no_longer =
      *new RE2("(?i)\\b(no longer (?:offered|issued|awarded|available))\\b");
  const StringPiece piece(title.data(), title.size());
  std::string word;
  for (const RE2* pattern : {&set_off, &at_the_end, &no_longer})
    if (RE2::PartialMatch(piece, *pattern, &word))
      return absl::AsciiStrToLower(word);
  return std::nullopt;
}

std::optional<absl::CivilDay> ParseCivilDay(absl::string_view text) {
  static const RE2& form = *new RE2("(\\d{4})-(\\d{2})-(\\d{2})");
  int year = 0, month = 0, day = 0;
  if (!RE2::FullMatch(StringPiece(text.data(), text.size()), form, &year,
                      &month, &day))
    return std::nullopt;
  return DayOfParts(year, month, day);
}

}  // namespace plumbline::alignment
