#include "services/labor/domain/projections/heading.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace plumbline::labor::projections {
namespace {

constexpr int kLongestHorizon = 30;

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// The text without `[7]` and `(1)`.
std::string WithoutFootnotes(absl::string_view text) {
  std::string kept;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[' || text[i] == '(') {
      const char close = text[i] == '[' ? ']' : ')';
      const size_t end = text.find_first_not_of("0123456789", i + 1);
      if (end != absl::string_view::npos && end > i + 1 && text[end] == close) {
        i = end;
        continue;
      }
    }
    kept.push_back(text[i]);
  }
  return kept;
}

// The year that stands alone at `at`; 0 when none does.
int YearAt(absl::string_view text, size_t at) {
  int year = 0;
  if (at + 4 > text.size() || (at > 0 && IsDigit(text[at - 1])) ||
      (at + 4 < text.size() && IsDigit(text[at + 4])) ||
      !std::all_of(text.begin() + static_cast<int64_t>(at),
                   text.begin() + static_cast<int64_t>(at) + 4, IsDigit) ||
      !absl::SimpleAtoi(text.substr(at, 4), &year)) {
    return 0;
  }
  return year >= 1990 && year < 2100 ? year : 0;
}

}  // namespace

std::string HeadingWords(absl::string_view text) {
  std::string words = absl::StrReplaceAll(
      text, {{"\xE2\x80\x93", "-"}, {"\xE2\x80\x94", "-"}, {"\xC2\xA0", " "}});
  words = WithoutFootnotes(words);
  absl::AsciiStrToLower(&words);
  absl::RemoveExtraAsciiWhitespace(&words);
  std::replace(words.begin(), words.end(), '\n', ' ');
  std::replace(words.begin(), words.end(), '\r', ' ');
  std::replace(words.begin(), words.end(), '\t', ' ');
  return words;
}

std::vector<std::string> JoinHeadingRows(
    absl::Span<const std::vector<std::string>> rows) {
  size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.size());
  std::vector<std::string> joined(width);
  // Whether the column starts a group of its own in the rows so far.
  std::vector<bool> starts(width, false);
  for (const auto& row : rows) {
    std::string group;
    for (size_t c = 0; c < width; ++c) {
      const std::string words =
          c < row.size() ? HeadingWords(row[c]) : std::string();
      if (!words.empty()) {
        group = words;
        starts[c] = true;
      } else if (starts[c]) {
        group.clear();
      }
      if (group.empty()) continue;
      absl::StrAppend(&joined[c], joined[c].empty() ? "" : " ", group);
    }
  }
  return joined;
}

std::string Horizon::ToString() const {
  return absl::StrCat(base, "/", projected);
}

std::optional<Horizon> HorizonIn(absl::string_view words) {
  for (size_t at = 0; at + 9 <= words.size(); ++at) {
    if (words[at + 4] != '-') continue;
    const Horizon horizon = {YearAt(words, at), YearAt(words, at + 5)};
    if (horizon.base != 0 && horizon.projected > horizon.base &&
        horizon.projected - horizon.base <= kLongestHorizon) {
      return horizon;
    }
  }
  return std::nullopt;
}

std::optional<int> LastYearIn(absl::string_view words) {
  for (size_t at = words.size(); at-- > 0;) {
    if (const int year = YearAt(words, at); year != 0) return year;
  }
  return std::nullopt;
}

}  // namespace plumbline::labor::projections
