#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_READ_PLACES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_READ_PLACES_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::geography {

// Reads lists of places and of which lies in which, each known by its headings:
//
//   CBSA_COUNTY.txt       the counties of each metropolitan area, delineation
//   of
//                         2013 (U.S. Department of Labor)
//   NECTACBSA_COUNTY.txt  the counties of which each New England city and town
//                         area has a part, 2013
//   la.area.txt           the areas of local area unemployment statistics: its
//                         counties are taken (Bureau of Labor Statistics)
//   region changes, region members: docs/formats/regions.md
//
// Gates: a row whose codes are none is rejected; a county that lies in two
// metropolitan areas of one delineation, or a change or member without a
// citation, is rejected.
//
// Errors: as crosswalks::LoadTables, and
//   kInvalidArgument, LAYOUT_UNKNOWN: no file has the headings of any of these.
absl::StatusOr<ReleaseTables> ReadPlaces(SourceFiles files);

// Reads the list of areas of OEWS of 2012: code, title and type in three
// columns without headings. Each metropolitan and nonmetropolitan area in it is
// a region of that delineation with no successor; those that newer lists still
// have are left to them when an edition is made.
//
// Errors: as crosswalks::LoadTables, and
//   kInvalidArgument, LAYOUT_UNKNOWN: a file does not begin with such a row.
absl::StatusOr<ReleaseTables> ReadOewsAreas(SourceFiles files);

}  // namespace plumbline::labor::geography

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GEOGRAPHY_READ_PLACES_H_
