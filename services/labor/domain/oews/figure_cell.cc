#include "services/labor/domain/oews/figure_cell.h"

#include "absl/strings/strip.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::oews {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;

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
  const absl::string_view trimmed = tabular::Trim(text);
  if (auto marked = ReadMarker(trimmed, decimals)) return marked;
  const auto number = tabular::ParseDecimal(trimmed, decimals);
  if (!number) return std::nullopt;
  return OewsCell{Marker::kNone, Figure::Published(*number)};
}

}  // namespace plumbline::labor::oews
