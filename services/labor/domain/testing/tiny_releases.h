#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_TESTING_TINY_RELEASES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_TESTING_TINY_RELEASES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/labor/domain/edition/edition.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/release/release_tables.h"

// A world small enough to be read in one look, for tests of what stands on
// releases.

namespace plumbline::labor {

// A row of a table of figures: region, code, and whether it is printed as
// detailed.
struct TinyRow {
  std::string region;
  int32_t code = 0;
  vocabulary::SocLevel level = vocabulary::SocLevel::kDetailed;
  // One for each column.
  std::vector<vocabulary::Figure> figures;
};

// A table whose source rows count from 2, as below one heading row.
FigureTable TinyFigures(const std::string& file, const std::string& period,
                        vocabulary::OccupationScheme scheme,
                        const std::vector<vocabulary::Measure>& measures,
                        const std::vector<TinyRow>& rows);

// SOC 2018: legislators (11-1031), software developers (15-1252), teachers in
// colleges (25-1194), emergency medical technicians (29-2042), home health
// aides (31-1121) and personal care aides (31-1122).
ReleaseTables TinySoc();

// OEWS of May 2024, EMPLOYMENT, HOURLY_MEDIAN and ANNUAL_MEDIAN. The nation:
// all occupations; 15-1252; 25-1194 without hourly wages; 29-2042; 31-1120 once
// broad and once detailed. New York (us-cbsa-35620): 15-1252 with its wages
// withheld.
ReleaseTables TinyOews();

// OEWS of May 2018 in SOC 2010, ANNUAL_MEDIAN of the nation: 11-1031, 15-1132,
// 15-1133.
ReleaseTables TinyOews2018();

// Projections 2024/2034 of the nation: EMPLOYMENT_CHANGE and ANNUAL_OPENINGS;
// the employment of 29-2042 changes by 0.
ReleaseTables TinyProjections();

// SOC 2010 to 2018: 11-1031 stays; 15-1132 and 15-1133 become 15-1252.
ReleaseTables TinySocChanges();

// O*NET-SOC 2019 to SOC 2018: 15-1252.00, 29-2042.00.
ReleaseTables TinyOnetSoc();

// The federal crosswalk: 51.0904 to 29-2042 and 25-1194, 11.0701 to 15-1252.
ReleaseTables TinyCrosswalk();

// A state's layer above it: 51.0904 to 29-2042.
ReleaseTables TinyStateCrosswalk();

// A release called `name` with one file, to pin.
ReleaseToPin TinyPin(const std::string& name, const ReleaseTables& tables);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_TESTING_TINY_RELEASES_H_
