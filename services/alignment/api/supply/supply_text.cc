#include "services/alignment/api/supply/supply_text.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace plumbline::alignment {
namespace {

constexpr int kMostCodes = 3;

// "29.5", "30".
std::string Decimal(int64_t milli) {
  std::string text = absl::StrFormat("%d.%03d", milli / 1000, milli % 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string Counted(int count, absl::string_view noun) {
  return absl::StrCat(count, " ", noun, count == 1 ? "" : "s");
}

// "29-2042, 29-2043 and 4 more".
std::string Codes(const v1::Bottleneck& bottleneck) {
  std::string text;
  const int shown = std::min(bottleneck.occupations_size(), kMostCodes);
  for (int i = 0; i < shown; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", bottleneck.occupations(i));
  }
  const int more = bottleneck.occupations_size() - shown;
  if (more > 0) absl::StrAppend(&text, " and ", more, " more");
  return text;
}

}  // namespace

std::string SurplusSentence(const v1::Bottleneck& surplus) {
  return absl::StrCat(
      "at least ", Decimal(surplus.amount_milli()), " of the ",
      Decimal(surplus.completers_milli()), " completers of ",
      Counted(surplus.program_count(), "program"),
      " cannot be placed, whatever is assumed: all occupations that they lead "
      "to (",
      Codes(surplus), ") have together ", Decimal(surplus.openings_milli()),
      " openings a year");
}

std::string ShortageSentence(const v1::Bottleneck& shortage) {
  return absl::StrCat(
      "at least ", Decimal(shortage.amount_milli()), " of the ",
      Decimal(shortage.openings_milli()), " openings a year in ",
      Counted(shortage.occupations_size(), "occupation"), " (", Codes(shortage),
      ") cannot be filled, whatever is assumed: the ",
      Counted(shortage.program_count(), "program"),
      " that lead there have together ", Decimal(shortage.completers_milli()),
      " completers");
}

}  // namespace plumbline::alignment
