#include "services/labor/domain/oews/period.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::oews {
namespace {

using vocabulary::OccupationScheme;

// The number that the digits at the start of `text` spell, when there are
// exactly `count` of them.
std::optional<int> LeadingDigits(absl::string_view text, size_t count) {
  size_t digits = 0;
  while (digits < text.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(text[digits]))) {
    ++digits;
  }
  int number = 0;
  if (digits != count || !absl::SimpleAtoi(text.substr(0, count), &number)) {
    return std::nullopt;
  }
  return number;
}

// The amount behind the first `$` of `text`, which is cut off up to its end.
std::optional<int64_t> NextAmount(absl::string_view* text) {
  const size_t dollar = text->find('$');
  if (dollar == absl::string_view::npos) return std::nullopt;
  text->remove_prefix(dollar + 1);
  size_t end = text->find_first_not_of("0123456789,.");
  if (end == absl::string_view::npos) end = text->size();
  return tabular::ParseDecimal(text->substr(0, end), 2);
}

}  // namespace

std::optional<int> YearOnLabel(absl::string_view label) {
  const std::string lower = absl::AsciiStrToLower(label);
  const absl::string_view text = lower;
  for (size_t at = 0; at < text.size(); ++at) {
    for (absl::string_view prefix : {"may ", "m_", "m"}) {
      if (!absl::StartsWith(text.substr(at), prefix)) continue;
      const auto year = LeadingDigits(text.substr(at + prefix.size()), 4);
      if (year && *year >= 1997 && *year < 2100) return year;
    }
    if (absl::StartsWith(text.substr(at), "oesm")) {
      const auto short_year = LeadingDigits(text.substr(at + 4), 2);
      if (short_year) return 2000 + *short_year;
    }
  }
  return std::nullopt;
}

OccupationScheme SchemeOfYear(int year) {
  if (year <= 2018) return OccupationScheme::kSoc2010;
  if (year <= 2020) return OccupationScheme::kOewsHybrid2019;
  return OccupationScheme::kOews2018;
}

TopCodes TopCodesOfYear(int year) {
  if (year <= 2015) return {9000, 18720000};
  if (year <= 2022) return {10000, 20800000};
  return {11500, 23920000};
}

std::optional<TopCodes> TopCodesInNote(absl::string_view note) {
  absl::string_view text = tabular::Trim(note);
  if (!absl::StartsWith(text, "#")) return std::nullopt;
  const auto hourly = NextAmount(&text);
  if (!hourly || !absl::StartsWith(text.substr(text.find(' ') + 1), "per hour"))
    return std::nullopt;
  const auto annual = NextAmount(&text);
  if (!annual) return std::nullopt;
  return TopCodes{*hourly, *annual};
}

}  // namespace plumbline::labor::oews
