#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_TAXONOMIES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_TAXONOMIES_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::crosswalks {

// Reads the list of CIP codes of NCES (CIPCode2020.csv, CIPCode2010.csv): two,
// four and six digits, with titles (without the full stop at their end) and
// definitions.
//
// The vintage is told by codes that only one of them has, for both have the
// same headings. Rows "Moved from" and "Deleted" list codes of the vintage
// before: they are accepted and counted in a note, and are no entries.
// The reference period is "cip-2020" or "cip-2010".
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: no known headings, or no code that tells
//   the vintage.
//   As LoadTables.
absl::StatusOr<ReleaseTables> ReadProgramTaxonomy(SourceFiles files);

// Reads the course codes of NCES (School Courses for the Exchange of Data) as a
// table of code, title and description. Ligatures of the printed table are
// spelled out. The reference period is `sced`: the file does not tell its
// version.
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: no known headings.
//   As LoadTables.
absl::StatusOr<ReleaseTables> ReadCourseTaxonomy(SourceFiles files);

// Reads classifications of occupations, each known by its headings: SOC 2018 as
// structure (the code in one of four columns), with definitions, or flattened
// with parents; the occupations of O*NET-SOC 2010. Two files that title one
// code differently are a warning. The reference period is the scheme's name.
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: no known headings.
//   As LoadTables.
absl::StatusOr<ReleaseTables> ReadOccupationTaxonomy(SourceFiles files);

// Reads how codes of one vintage became codes of another, each file known by
// its headings: CIP 2010 to 2020, O*NET-SOC 2010 to 2019, O*NET-SOC 2019 to SOC
// 2018, SOC 2010 to 2018, and the hybrid codes of OEWS May 2019 to SOC 2018.
//
// A code that was deleted becomes 0. New codes, and the series and groups of
// CIP, are accepted and noted and are no changes. The reference period is that
// of the first table: "cip-2010/cip-2020".
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: no known headings.
//   As LoadTables.
absl::StatusOr<ReleaseTables> ReadCodeChanges(SourceFiles files);

}  // namespace plumbline::labor::crosswalks

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_TAXONOMIES_H_
