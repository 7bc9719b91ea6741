#include "services/labor/domain/edition/place_index.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/labor/domain/regions/delineation.h"
#include "services/labor/domain/regions/region_id.h"
#include "services/labor/domain/regions/state.h"

namespace plumbline::labor {
namespace {

constexpr absl::string_view kCalifornia = "us-ca";

// Calls `use(release, table)` for each list of places.
template <typename Use>
void ForTables(ReleasesToPin releases, const Use& use) {
  for (uint32_t i = 0; i < releases.size(); ++i) {
    for (const PlaceTable& table : releases[i].tables->places) use(i, table);
  }
}

// Workforce areas and sets before areas of OEWS.
int RankOf(RegionKind kind) {
  return kind == RegionKind::kMetropolitan ||
                 kind == RegionKind::kNonmetropolitan
             ? 1
             : 0;
}

// Where figures of a part may be borrowed from.
bool MayContain(RegionKind kind) {
  return kind == RegionKind::kStateDefined || kind == RegionKind::kComposed ||
         kind == RegionKind::kMetropolitan ||
         kind == RegionKind::kNonmetropolitan;
}

}  // namespace

PlaceIndex::PlaceIndex(ReleasesToPin releases,
                       std::map<std::string, Region> regions)
    : regions_(std::move(regions)) {
  for (const ReleaseToPin& release : releases) {
    for (const FigureTable& table : release.tables->figures) {
      if (!table.industries.empty()) continue;
      for (const Region& region : table.regions) printed_.insert(region.id);
    }
  }
  IndexChanges(releases);
  AddCounties(releases);
  AddAreas(releases);
  AddCalifornia();
}

const Counties* PlaceIndex::CountiesOf(const std::string& id) const {
  const auto found = counties_.find(id);
  return found == counties_.end() ? nullptr : &found->second;
}

void PlaceIndex::SetCounties(const std::string& id, Counties counties) {
  for (const std::string& county : counties) with_county_[county].insert(id);
  counties_[id] = std::move(counties);
}

std::vector<std::string> PlaceIndex::Around(const std::string& id,
                                            const Counties& counties) const {
  std::set<std::string> common;
  bool first = true;
  for (const std::string& county : counties) {
    const auto with = with_county_.find(county);
    if (with == with_county_.end()) return {};
    std::set<std::string> kept;
    for (const std::string& region : with->second) {
      if (first || common.contains(region)) kept.insert(region);
    }
    common = std::move(kept);
    first = false;
  }
  std::vector<std::tuple<int, size_t, std::string>> sorted;
  for (const std::string& region : common) {
    const RegionKind kind = regions_.at(region).kind;
    if (region == id || !MayContain(kind)) continue;
    sorted.emplace_back(RankOf(kind), counties_.at(region).size(), region);
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> ids;
  for (auto& [rank, size, region] : sorted) ids.push_back(std::move(region));
  return ids;
}

std::vector<std::string> PlaceIndex::SuccessorsOf(const std::string& id) const {
  std::vector<std::string> successors;
  for (auto it = changes_.lower_bound({id, ""});
       it != changes_.end() && it->first.first == id; ++it) {
    if (!it->first.second.empty()) successors.push_back(it->first.second);
  }
  return successors;
}

std::vector<EditionRegionChange> PlaceIndex::Changes() const {
  std::vector<EditionRegionChange> changes;
  for (const auto& [key, change] : changes_) {
    const auto& [from, to] = key;
    if (regions_.contains(from)) continue;
    // A place of an old list that newer ones still name is not of the past.
    if (to.empty() &&
        (listed_areas_.contains(from) || !SuccessorsOf(from).empty())) {
      continue;
    }
    changes.push_back(change);
  }
  return changes;
}

std::string PlaceIndex::EnsureState(const State& state) {
  Region region = StateRegion(state, "");
  std::string id = region.id;
  regions_.try_emplace(id, std::move(region));
  return id;
}

void PlaceIndex::IndexChanges(ReleasesToPin releases) {
  ForTables(releases, [&](uint32_t release, const PlaceTable& table) {
    for (const PlaceTable::Change& change : table.changes) {
      changes_.try_emplace({change.from, change.to},
                           EditionRegionChange{change, release, table.file});
    }
    for (const PlaceTable::Containment& one : table.containments) {
      listed_areas_.insert(one.outer);
    }
  });
}

// Every county that a list names and that was not replaced.
void PlaceIndex::AddCounties(ReleasesToPin releases) {
  std::map<std::string, std::string> since;
  for (const auto& [key, change] : changes_) {
    since[change.change.to] = change.change.since;
  }
  ForTables(releases, [&](uint32_t, const PlaceTable& table) {
    for (const PlaceTable::Place& place : table.places) {
      const State* const state = StateOfCounty(place.id);
      if (state == nullptr || !SuccessorsOf(place.id).empty()) continue;
      const auto replaced = since.find(place.id);
      const std::string vintage =
          replaced == since.end() ? table.vintage
                                  : absl::StrCat("counties-", replaced->second);
      Region county{place.id, place.title, RegionKind::kCounty, vintage,
                    EnsureState(*state)};
      const auto [held, added] = regions_.try_emplace(place.id, county);
      if (!added && held->second.vintage < vintage) held->second = county;
      SetCounties(place.id, {place.id});
    }
  });
}

// The counties of each area of OEWS that the edition has, by the delineation
// that its figures follow. When one of them was replaced, nothing is known.
void PlaceIndex::AddAreas(ReleasesToPin releases) {
  std::map<std::string, Counties> areas;
  std::set<std::string> broken;
  ForTables(releases, [&](uint32_t, const PlaceTable& table) {
    for (const PlaceTable::Containment& one : table.containments) {
      const auto area = regions_.find(one.outer);
      if (one.partial || area == regions_.end() ||
          area->second.kind == RegionKind::kComposed ||
          DelineationOf(area->second.vintage) != one.delineation) {
        continue;
      }
      areas[one.outer].insert(one.inner);
      if (!regions_.contains(one.inner)) broken.insert(one.outer);
    }
  });
  for (auto& [id, counties] : areas) {
    if (broken.contains(id)) continue;
    regions_.at(id).members = {counties.begin(), counties.end()};
    SetCounties(id, std::move(counties));
  }
}

// The areas of the California Employment Development Department name their
// counties.
void PlaceIndex::AddCalifornia() {
  std::map<std::string, std::string> by_name;
  for (const auto& [id, region] : regions_) {
    if (region.kind != RegionKind::kCounty ||
        absl::string_view(region.parent) != kCalifornia) {
      continue;
    }
    const std::string name =
        region.title.substr(0, region.title.find(" County"));
    by_name[Slug(name)] = id;
  }
  for (auto& [id, region] : regions_) {
    if (region.kind != RegionKind::kStateDefined ||
        absl::string_view(region.parent) != kCalifornia) {
      continue;
    }
    const std::vector<std::string> names = CaliforniaCountyNames(region.title);
    Counties counties;
    for (const std::string& name : names) {
      const auto county = by_name.find(Slug(name));
      if (county != by_name.end()) counties.insert(county->second);
    }
    if (names.empty() || counties.size() != names.size()) continue;
    region.members = {counties.begin(), counties.end()};
    SetCounties(id, std::move(counties));
  }
}

}  // namespace plumbline::labor
