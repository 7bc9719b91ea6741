#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_REGION_ID_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_REGION_ID_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/regions/state.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// Ids of regions are made of what stays when publishers rename a place: the
// nation is `us`, a state `us-ca`, a metropolitan area `us-cbsa-35620`, a New
// England city and town area `us-necta-71650`, a nonmetropolitan area
// `us-bos-5300006`, a Californian area `us-ca-` and its counties, a labor
// market region of New York `us-ny-lmr-` and its name. The same real place has
// the same id in every release; a place whose boundaries changed may not, and
// says which delineation it follows in `vintage`. A county is `us-county-` and
// its five digits, a set that somebody defined `us-set-` and its name.

Region NationRegion(absl::string_view vintage);
Region StateRegion(const State& state, absl::string_view vintage);

// How OEWS files and the states' copies of them name an area.
struct OewsArea {
  // In any width: `99`, `36`, `35620`, `0035620`, `042660`, `71650`,
  // `5300006`, `530006`.
  absl::string_view code = "";
  absl::string_view title = "";
  // AREA_TYPE: 1 nation, 2 state, 3 territory, 4 metropolitan, 6
  // nonmetropolitan; 0 when the file has no such column.
  int type = 0;
  // PRIM_STATE: the state that a metropolitan area across a border counts to;
  // empty when the file has no such column.
  absl::string_view primary_state = "";
};

// The region of an area of an OEWS file. Its parent is the state of
// `primary_state`, else the first state in the title ("..., OR-WA"), else the
// nation.
//
// Errors:
//   kInvalidArgument, REGION_UNKNOWN: the code is none of the forms above, or
//   contradicts `type`. With metadata `value`.
absl::StatusOr<Region> OewsRegion(const OewsArea& area,
                                  absl::string_view vintage);

// The region of an area of the California Employment Development Department.
// `area_type` is `State`, `Metropolitan Area` or `Consortium`; `area_name` ends
// in the counties, which alone make the id: `Chico MSA (Butte County)`.
//
// Errors:
//   kInvalidArgument, REGION_UNKNOWN: there is no list of counties in the name
//   of an area below the state. With metadata `value`.
absl::StatusOr<Region> CaliforniaRegion(absl::string_view area_type,
                                        absl::string_view area_name,
                                        absl::string_view vintage);

// The names of the counties that the name of a Californian area ends in:
// `Chico MSA (Butte County)` is `Butte`. Empty when it ends in none.
std::vector<std::string> CaliforniaCountyNames(absl::string_view area_name);

// The id of a county, `us-county-06007`; empty when the state or the number
// within it cannot be: `county` is 1 to 999.
std::string CountyId(int state_fips, int county);

// The state of a county's id; null when it is no such id.
const State* StateOfCounty(absl::string_view id);

// What kind of place an id is made for; nothing when it is made for none. Of
// `us-ca-orange`, the last of the rules: kStateDefined.
std::optional<RegionKind> KindOfId(absl::string_view id);

// The region of a labor market region of the New York State Department of
// Labor: `Capital Region` is `us-ny-lmr-capital-region`.
Region NewYorkLaborRegion(absl::string_view name, absl::string_view vintage);

// The text in lower case with every run of other characters than ASCII letters
// and digits as one hyphen; none at the ends.
std::string Slug(absl::string_view text);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_REGION_ID_H_
