#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_PERIOD_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_PERIOD_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::labor::oews {

// The year of a release from what the publisher writes on it: `May 2024 OEWS
// Estimates`, `national_M2024_dl`, `all_data_M_2023.csv`, `oesm23nat`.
std::optional<int> YearOnLabel(absl::string_view label);

// The classification that the estimates of May of this year use.
vocabulary::OccupationScheme SchemeOfYear(int year);

// The bounds that `#` stands for, in cents.
struct TopCodes {
  int64_t hourly_cents = 0;
  int64_t annual_cents = 0;
};
// The bounds of May of this year, for workbooks that do not state them.
//
// Source: Field Descriptions sheets of the releases of 2019 to 2025; the
// technical notes of 2015 to 2018.
TopCodes TopCodesOfYear(int year);
// Reads `# = indicates a wage equal to or greater than $115.00 per hour or
// $239,200 per year`; empty for any other text.
std::optional<TopCodes> TopCodesInNote(absl::string_view note);

}  // namespace plumbline::labor::oews

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_PERIOD_H_
