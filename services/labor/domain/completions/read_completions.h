#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_READ_COMPLETIONS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_READ_COMPLETIONS_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::completions {

// Reads the awards of a year from the files of the Integrated Postsecondary
// Education Data System: `c2024_a.csv` (UNITID, CIPCODE, MAJORNUM, AWLEVEL,
// CTOTALT and, where given, CTOTALM, CTOTALW and XCTOTALT; other columns are
// passed over) and the directory of institutions `hd2024.csv` (UNITID, INSTNM,
// FIPS, COUNTYCD). The file's name says the year: `c2024_a` holds the awards
// from July 2023 to June 2024.
//
// Rows that cannot be read are rejected with row and column, as are second rows
// of one institution, program, major and level. Gates: the programs of an
// institution must add up to its total (CIPCODE 99) for each major and level,
// men and women to the row's total; every institution should be in the
// directory.
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: a file is neither of the two, there are
//   several of one kind or no completions, or a name does not say the year.
//   As tabular::DelimitedReader.
absl::StatusOr<ReleaseTables> ReadCompletions(SourceFiles files);

// What changed against the release before: `row-drift` when rows changed by
// more than 10 % (a warning) or 50 % (fatal), and `institutions-vanished`.
void CompareCompletions(const ReleaseTables& previous, ReleaseTables* release);

}  // namespace plumbline::labor::completions

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_READ_COMPLETIONS_H_
