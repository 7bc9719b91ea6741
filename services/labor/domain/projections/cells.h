#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_CELLS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_CELLS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::labor::projections {

// How publishers of projections write that there is no figure: nothing, `N/A`,
// and dashes of any length.
bool IsMissing(absl::string_view text);

// Reads a number with `decimals` digits kept, `>=239,200` or `>=$239,200` as a
// bound, and a missing figure as not published; empty for anything else.
std::optional<vocabulary::Figure> ReadNumber(absl::string_view text,
                                             int decimals);

// The level that a wording names on the scale of `measure`: not published for
// missing and for unknown wordings; `*known` is false for the latter.
vocabulary::Figure ReadLevelWording(absl::string_view text,
                                    vocabulary::Measure measure, bool* known);

// The classification of projections from this base year.
vocabulary::OccupationScheme SchemeOfBaseYear(int year);

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_CELLS_H_
