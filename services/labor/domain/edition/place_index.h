#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_PLACE_INDEX_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_PLACE_INDEX_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/labor/domain/edition/edition_parts.h"
#include "services/labor/domain/regions/state.h"

namespace plumbline::labor {

using Counties = std::set<std::string>;

// The regions of an edition while they are joined, with what is known of the
// counties that each is made of: the one thing by which places of different
// publishers can be compared.
class PlaceIndex {
 public:
  // `regions` are those that releases print figures for.
  PlaceIndex(ReleasesToPin releases, std::map<std::string, Region> regions);

  std::map<std::string, Region>& regions() { return regions_; }
  // Whether a release prints figures for the region.
  bool IsPrinted(const std::string& id) const { return printed_.contains(id); }
  // The counties that the region is made of; null when that is not known.
  const Counties* CountiesOf(const std::string& id) const;
  void SetCounties(const std::string& id, Counties counties);
  // The workforce areas, sets and areas of OEWS that contain all of `counties`,
  // other than `id`: workforce areas and sets before areas of OEWS, of each the
  // smallest first.
  std::vector<std::string> Around(const std::string& id,
                                  const Counties& counties) const;
  // Changes of regions that the edition does not have.
  std::vector<EditionRegionChange> Changes() const;
  // The ids that took the place of a region, sorted.
  std::vector<std::string> SuccessorsOf(const std::string& id) const;
  // Adds the state that a region lies in, and gives its id.
  std::string EnsureState(const State& state);

 private:
  void IndexChanges(ReleasesToPin releases);
  void AddCounties(ReleasesToPin releases);
  void AddAreas(ReleasesToPin releases);
  void AddCalifornia();

  std::map<std::string, Region> regions_;
  std::set<std::string> printed_;
  std::map<std::pair<std::string, std::string>, EditionRegionChange> changes_;
  // The areas that some list of members names, in the edition or not.
  std::set<std::string> listed_areas_;
  std::map<std::string, Counties> counties_;
  // The regions that have each county.
  std::map<std::string, std::set<std::string>> with_county_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_PLACE_INDEX_H_
