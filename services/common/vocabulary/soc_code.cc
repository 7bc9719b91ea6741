#include "services/common/vocabulary/soc_code.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/common/base/error.h"

namespace plumbline::vocabulary {
namespace {

absl::Status Malformed(absl::string_view text, absl::string_view expected) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kCodeMalformed,
      absl::StrCat("'", text, "' is not an occupation code: expected ",
                   expected),
      {{"value", std::string(text)}});
}

// The digits of `text` when it fits `pattern`, in which 'd' is a digit, '?' a
// hyphen or a point, and any other character itself; -1 when it does not.
int32_t MatchDigits(absl::string_view text, absl::string_view pattern) {
  if (text.size() != pattern.size()) return -1;
  int32_t digits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (pattern[i] == 'd') {
      if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
      digits = digits * 10 + (c - '0');
    } else if (pattern[i] == '?' ? (c != '-' && c != '.') : c != pattern[i]) {
      return -1;
    }
  }
  return digits;
}

}  // namespace

absl::string_view SchemeName(OccupationScheme scheme) {
  switch (scheme) {
    case OccupationScheme::kSoc2018:
      return "soc-2018";
    case OccupationScheme::kSoc2010:
      return "soc-2010";
    case OccupationScheme::kOewsHybrid2019:
      return "oews-hybrid-2019";
    case OccupationScheme::kOews2018:
      return "oews-2018";
    case OccupationScheme::kOnetSoc2019:
      return "onet-soc-2019";
    case OccupationScheme::kOnetSoc2010:
      return "onet-soc-2010";
  }
  return "unknown";
}

absl::StatusOr<SocCode> SocCode::Parse(absl::string_view text) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  for (const absl::string_view pattern : {"dd-dddd", "dddddd"}) {
    if (const int32_t digits = MatchDigits(trimmed, pattern); digits >= 0)
      return SocCode(digits);
  }
  for (const absl::string_view pattern : {"dd-dddd.dd", "dddddddd"}) {
    if (const int32_t digits = MatchDigits(trimmed, pattern); digits >= 0) {
      return SocCode(digits / 100);
    }
  }
  return Malformed(text, "15-1252, 151252 or 15-1252.00");
}

SocLevel SocCode::level() const {
  if (digits_ == 0) return SocLevel::kTotal;
  if (digits_ % 10000 == 0) return SocLevel::kMajor;
  // 15-1200, 31-1100 and 51-5100 are minor groups although only two zeros end
  // them.
  if (digits_ % 100 == 0) return SocLevel::kMinor;
  if (digits_ % 10 == 0) return SocLevel::kBroad;
  return SocLevel::kDetailed;
}

std::string SocCode::ToString() const {
  return absl::StrFormat("%02d-%04d", digits_ / 10000, digits_ % 10000);
}

absl::StatusOr<OnetSocCode> OnetSocCode::Parse(absl::string_view text) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  for (const absl::string_view pattern : {"dd?dddd.dd", "dddddddd"}) {
    if (const int32_t digits = MatchDigits(trimmed, pattern); digits >= 0) {
      return OnetSocCode(digits);
    }
  }
  return Malformed(text, "15-1252.00 or 15125200");
}

std::string OnetSocCode::ToString() const {
  return absl::StrFormat("%02d-%04d.%02d", digits_ / 1000000,
                         digits_ / 100 % 10000, digits_ % 100);
}

}  // namespace plumbline::vocabulary
