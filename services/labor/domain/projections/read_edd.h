#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_READ_EDD_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_READ_EDD_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// Reads the long-term projections of the California Employment Development
// Department with their wages: the CSV of all areas, the statewide workbook,
// and JSON copies.
//
// One table for each period in a file, each with the classification of its base
// year. Openings, exits and transfers are totals over the whole period, never
// annual. Percentages are percent in texts and fractions in workbooks. A wage
// of 0 is not published; where only the annual or only the hourly wage is
// given, the other does not apply. The release's period is that of most rows.
//
// A file without the layout's columns is fatal in `report`.
//
// Errors:
//   kInvalidArgument, FILE_MALFORMED; kResourceExhausted, FILE_TOO_LARGE: a
//   container cannot be read to its end. ARGUMENT_INVALID: `files` is empty.
absl::StatusOr<ReleaseTables> ReadEddProjections(SourceFiles files);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_READ_EDD_H_
