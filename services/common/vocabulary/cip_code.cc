#include "services/common/vocabulary/cip_code.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/common/base/error.h"

namespace plumbline::vocabulary {
namespace {

absl::Status Malformed(absl::string_view text) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kCodeMalformed,
      absl::StrCat(
          "'", text,
          "' is not a CIP code: expected 51.0904, 510904, 51.09 or 51"),
      {{"value", std::string(text)}});
}

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return !text.empty();
}

int32_t ToNumber(absl::string_view digits) {
  int32_t number = 0;
  return absl::SimpleAtoi(digits, &number) ? number : 0;
}

}  // namespace

absl::StatusOr<CipCode> CipCode::Parse(absl::string_view text) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  const size_t point = trimmed.find('.');
  if (point == absl::string_view::npos) {
    if (!AllDigits(trimmed)) return Malformed(text);
    if (trimmed.size() == 6 || trimmed.size() == 5)
      return CipCode(ToNumber(trimmed), 6);
    if (trimmed.size() == 2) return CipCode(ToNumber(trimmed) * 10000, 2);
    return Malformed(text);
  }
  const absl::string_view series = trimmed.substr(0, point);
  const absl::string_view rest = trimmed.substr(point + 1);
  if (!AllDigits(series) || series.size() > 2 || !AllDigits(rest))
    return Malformed(text);
  if (rest.size() == 4)
    return CipCode(ToNumber(series) * 10000 + ToNumber(rest), 6);
  if (rest.size() == 2)
    return CipCode(ToNumber(series) * 10000 + ToNumber(rest) * 100, 4);
  return Malformed(text);
}

std::string CipCode::ToString() const {
  switch (length_) {
    case 2:
      return absl::StrFormat("%02d", digits_ / 10000);
    case 4:
      return absl::StrFormat("%02d.%02d", digits_ / 10000, digits_ / 100 % 100);
    default:
      return absl::StrFormat("%02d.%04d", digits_ / 10000, digits_ % 10000);
  }
}

}  // namespace plumbline::vocabulary
