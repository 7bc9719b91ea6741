#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_REGION_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_REGION_H_

#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::labor {

// The numbers are those of Region.Kind.
enum class RegionKind : uint8_t {
  kNation = 1,
  kState = 2,
  kMetropolitan = 3,
  kNonmetropolitan = 4,
  kStateDefined = 5,
  kCounty = 6,
  kComposed = 7,
};

// A place that figures are published for, or that somebody may ask for.
struct Region {
  // `us`, `us-ca`, `us-cbsa-35620`, `us-ca-orange`: see regions/region_id.h.
  std::string id;
  std::string title;
  RegionKind kind = RegionKind::kNation;
  // The delineation that its boundaries follow: "oews-2023".
  std::string vintage;
  // The id of the next larger region; empty for the nation.
  std::string parent;
  // Of regions in an edition: the ids of the larger regions that contain it, in
  // the order in which figures are borrowed from them; empty where that is
  // `parent` and the regions above it.
  std::vector<std::string> enclosing = {};
  // Of regions in an edition: the ids of the regions that together are exactly
  // this one; empty where that is not known.
  std::vector<std::string> members = {};
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_REGION_H_
