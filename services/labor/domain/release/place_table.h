#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_PLACE_TABLE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_PLACE_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/region.h"

namespace plumbline::labor {

// What a file says of places, whether anybody prints figures for them or not:
// which there are, which lies in which, and what became of those of older
// delineations. Ids are those of regions/region_id.h.
struct PlaceTable {
  struct Place {
    std::string id;
    std::string title;
    RegionKind kind = RegionKind::kCounty;
    uint32_t source_row = 0;
  };
  // All that lies in `outer` is listed, so that its members are known.
  struct Containment {
    std::string inner;
    std::string outer;
    std::string outer_title;
    // Only a part of `inner` lies in `outer`: it is no member.
    bool partial = false;
    uint32_t source_row = 0;
    // The delineation that says so: "2013", "2023"; empty for sets that
    // somebody defined, which do not depend on any.
    std::string delineation;
  };
  struct Change {
    std::string from;
    std::string from_title;
    // Empty when nothing is known to have taken its place.
    std::string to;
    std::string to_title;
    // The year since which the new delineation holds.
    std::string since;
    uint32_t source_row = 0;
  };

  std::string file;
  // The delineation of `places`: "counties-2022".
  std::string vintage;
  // Sorted by id.
  std::vector<Place> places;
  // Sorted by inner, then by outer.
  std::vector<Containment> containments;
  // Sorted by from, then by to.
  std::vector<Change> changes;
  RowCounts counts;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_PLACE_TABLE_H_
