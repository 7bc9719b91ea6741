#include "services/labor/domain/oews/figure_cell.h"

#include "absl/strings/strip.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::oews {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;

// The most digits before the point that the short way below adds up safely.
constexpr size_t kMaxPlainLength = 12;

// Reads what nearly every cell is, digits with at most `decimals` behind a
// point, without the generality of ParseDecimal; -1 for anything else.
int64_t ReadPlainNumber(absl::string_view text, int decimals) {
  if (text.empty() || text.size() > kMaxPlainLength) return -1;
  int64_t value = 0;
  int left = -1;  // Digits still to come behind the point; -1 before it.
  for (const char c : text) {
    if (c == '.' && left < 0) {
      left = decimals;
      continue;
    }
    if (c < '0' || c > '9' || left == 0) return -1;
    value = value * 10 + (c - '0');
    if (left > 0) --left;
  }
  if (text.back() == '.' || text.front() == '.') return -1;
  for (int i = left < 0 ? decimals : left; i > 0; --i) value *= 10;
  return value;
}

OewsCell Marked(Marker marker, FigureStatus status) {
  return {marker, Figure::Without(status)};
}

std::optional<OewsCell> ReadMarker(absl::string_view text, int decimals) {
  if (text.empty()) return Marked(Marker::kBlank, FigureStatus::kNotPublished);
  if (text == "*") return Marked(Marker::kStar, FigureStatus::kWithheld);
  if (text == "**") return Marked(Marker::kDoubleStar, FigureStatus::kWithheld);
  if (text == "~") return Marked(Marker::kTilde, FigureStatus::kBelowReported);
  if (text == "#") return OewsCell{Marker::kHash, Figure::TopCoded(0)};
  if (absl::ConsumePrefix(&text, ">=") || absl::ConsumePrefix(&text, "≥")) {
    const auto bound = tabular::ParseDecimal(text, decimals);
    if (!bound) return std::nullopt;
    return OewsCell{Marker::kAtLeast, Figure::TopCoded(*bound)};
  }
  return std::nullopt;
}

}  // namespace

absl::string_view MarkerText(Marker marker) {
  switch (marker) {
    case Marker::kNone:
      return "number";
    case Marker::kBlank:
      return "";
    case Marker::kStar:
      return "*";
    case Marker::kDoubleStar:
      return "**";
    case Marker::kHash:
      return "#";
    case Marker::kTilde:
      return "~";
    case Marker::kAtLeast:
      return ">=";
  }
  return "";
}

std::optional<OewsCell> ReadCell(absl::string_view text, int decimals) {
  const int64_t plain = ReadPlainNumber(text, decimals);
  if (plain >= 0) return OewsCell{Marker::kNone, Figure::Published(plain)};
  const absl::string_view trimmed = tabular::Trim(text);
  if (auto marked = ReadMarker(trimmed, decimals)) return marked;
  const auto number = tabular::ParseDecimal(trimmed, decimals);
  if (!number) return std::nullopt;
  return OewsCell{Marker::kNone, Figure::Published(*number)};
}

}  // namespace plumbline::labor::oews
