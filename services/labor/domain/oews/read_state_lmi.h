#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_READ_STATE_LMI_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_READ_STATE_LMI_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// Reads the occupational employment and wages of the Washington Employment
// Security Department (CSV, one year): wages per hour and the mean per year.
// Blank cells are not published; a mean of one kind only means that the other
// does not apply.
//
// Files of several years are fatal in `report`, as are wrong headings.
//
// Errors:
//   kInvalidArgument, FILE_MALFORMED; kResourceExhausted, FILE_TOO_LARGE: the
//   text cannot be read to its end. ARGUMENT_INVALID: `files` is empty.
absl::StatusOr<ReleaseTables> ReadWashingtonLmi(SourceFiles files);

// Reads the occupational employment and wages of the New York State Department
// of Labor by labor market region (CSV): annual mean, median, entry and
// experienced wages.
//
// The files do not say of which period they are: `reference_period` ("2023-05")
// does, and an empty one is a warning in `report`.
//
// Errors: as ReadWashingtonLmi.
absl::StatusOr<ReleaseTables> ReadNewYorkLmi(
    SourceFiles files, absl::string_view reference_period = "");

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_READ_STATE_LMI_H_
