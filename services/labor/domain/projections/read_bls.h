#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_READ_BLS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_READ_BLS_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// Reads the national projections of the Bureau of Labor Statistics: the
// workbook occupation.xlsx (2016-26 to 2024-34: Tables 1.2, 1.7, 1.10, 1.12 or
// 5.4) and the export of the interactive table (CSV, with or without
// spreadsheet guards).
//
// Each sheet becomes a table that holds what no sheet before it has, so that a
// measure stands in one table. Employment, changes, openings, exits and
// transfers are published in thousands and become jobs; openings, exits and
// transfers are averages per year. `Line item` rows are detailed occupations,
// also where their code ends in 0. Footers are not rows.
//
// A file without occupations or without the two years is fatal in `report`.
//
// Errors:
//   kInvalidArgument, FILE_MALFORMED; kResourceExhausted, FILE_TOO_LARGE: a
//   container cannot be read to its end. ARGUMENT_INVALID: `files` is empty.
absl::StatusOr<ReleaseTables> ReadBlsProjections(SourceFiles files);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_READ_BLS_H_
