#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_FIGURE_CELL_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_FIGURE_CELL_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::labor::oews {

// What a cell holds besides a number.
enum class Marker : uint8_t {
  kNone,        // A number.
  kBlank,       // Nothing.
  kStar,        // `*`: the wage is withheld.
  kDoubleStar,  // `**`: the employment is withheld.
  kHash,        // `#`: at or above the release's bound.
  kTilde,       // `~`: above zero and below what is reported.
  kAtLeast,     // `>=239,200`: at or above the bound in the cell.
};
inline constexpr int kMarkerCount = 7;
// "*", "#", ...: as printed.
absl::string_view MarkerText(Marker marker);

struct OewsCell {
  Marker marker = Marker::kNone;
  // What the cell says by itself. `#` is top-coded at 0: the bound is the
  // release's.
  vocabulary::Figure figure;
};

// Reads a cell of figures with `decimals` digits behind the point; empty when
// it is neither a number nor a marker.
std::optional<OewsCell> ReadCell(absl::string_view text, int decimals);

}  // namespace plumbline::labor::oews

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_FIGURE_CELL_H_
