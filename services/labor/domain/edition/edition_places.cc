// How the regions of an edition lie in each other.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/edition/edition_parts.h"
#include "services/labor/domain/edition/place_index.h"

namespace plumbline::labor {
namespace {

constexpr char kNation[] = "us";

absl::Status SetIsWrong(absl::string_view reason, const std::string& set,
                        const std::string& member, absl::string_view why) {
  return base::Error(
      absl::StatusCode::kFailedPrecondition, reason,
      absl::StrCat("regions/", set, " cannot be composed: its member regions/",
                   member, " ", why,
                   "; correct the list of its members, or leave its release "
                   "out of the edition"),
      {{"region", set}, {"member", member}});
}

// The region, its parent and all above.
std::vector<std::string> ChainOf(const std::map<std::string, Region>& regions,
                                 const std::string& id) {
  std::vector<std::string> chain{id};
  while (true) {
    const auto at = regions.find(chain.back());
    if (at == regions.end() || at->second.parent.empty()) return chain;
    chain.push_back(at->second.parent);
  }
}

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool IsOewsArea(RegionKind kind) {
  return kind == RegionKind::kMetropolitan ||
         kind == RegionKind::kNonmetropolitan;
}

// The sets that releases define, composed of regions of the edition.
class SetJoin {
 public:
  explicit SetJoin(PlaceIndex* places) : places_(*places) {}

  absl::Status Add(const PlaceTable::Place& set,
                   std::vector<std::string> members) {
    std::sort(members.begin(), members.end());
    for (const std::string& member : members) {
      PLUMBLINE_RETURN_IF_ERROR(CheckKnown(set.id, member));
    }
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) {
        PLUMBLINE_RETURN_IF_ERROR(CheckApart(set.id, members[i], members[j]));
      }
    }
    Counties counties;
    bool known = true;
    for (const std::string& member : members) {
      const Counties* const of = places_.CountiesOf(member);
      known = known && of != nullptr;
      if (of != nullptr) counties.insert(of->begin(), of->end());
    }
    Region region{set.id, set.title, RegionKind::kComposed, "",
                  CommonParent(members)};
    region.members = known ? Printed(members, counties) : members;
    places_.regions()[set.id] = std::move(region);
    if (known) places_.SetCounties(set.id, std::move(counties));
    return absl::OkStatus();
  }

 private:
  absl::Status CheckKnown(const std::string& set, const std::string& member) {
    if (places_.regions().contains(member)) return absl::OkStatus();
    const std::vector<std::string> successors = places_.SuccessorsOf(member);
    if (!successors.empty()) {
      return SetIsWrong(base::reason::kRegionWrongVintage, set, member,
                        absl::StrCat("is of another vintage: regions/",
                                     absl::StrJoin(successors, ", regions/"),
                                     " took its place"));
    }
    return SetIsWrong(base::reason::kRegionUnknown, set, member,
                      "is in no release that the edition pins");
  }

  // Both are in the edition.
  absl::Status CheckApart(const std::string& set, const std::string& a,
                          const std::string& b) {
    const auto& regions = places_.regions();
    if (Contains(ChainOf(regions, a), b) || Contains(ChainOf(regions, b), a) ||
        ShareACounty(a, b)) {
      return SetIsWrong(
          base::reason::kRegionOverlap, set, a,
          absl::StrCat("and its member regions/", b,
                       " share a place, which would count twice"));
    }
    const bool known =
        places_.CountiesOf(a) != nullptr && places_.CountiesOf(b) != nullptr;
    const RegionKind kind = regions.at(a).kind;
    const RegionKind other = regions.at(b).kind;
    if (known || kind == RegionKind::kState || other == RegionKind::kState ||
        (IsOewsArea(kind) && IsOewsArea(other))) {
      return absl::OkStatus();
    }
    return SetIsWrong(
        base::reason::kRegionOverlap, set, a,
        absl::StrCat("may share a place with its member regions/", b,
                     ": pin a release of sources/county-areas, which says of "
                     "which counties they are"));
  }

  bool ShareACounty(const std::string& a, const std::string& b) const {
    const auto counties_in = [&](const std::string& region,
                                 const std::string& place) {
      const Counties* const of = places_.CountiesOf(region);
      const Counties* const other = places_.CountiesOf(place);
      return of != nullptr &&
             std::any_of(
                 of->begin(), of->end(), [&](const std::string& county) {
                   const auto& regions = places_.regions();
                   return (other != nullptr && other->contains(county)) ||
                          regions.at(county).parent == place;
                 });
    };
    return counties_in(a, b) || counties_in(b, a);
  }

  // The smallest region that all members lie in by their parents.
  std::string CommonParent(const std::vector<std::string>& members) const {
    const auto& regions = places_.regions();
    for (const std::string& place : ChainOf(regions, members.front())) {
      if (Contains(members, place)) continue;
      if (std::all_of(members.begin(), members.end(),
                      [&](const std::string& member) {
                        return Contains(ChainOf(regions, member), place);
                      })) {
        return place;
      }
    }
    return kNation;
  }

  // The members as figures are printed for them: where they are counties that
  // nobody prints, the workforce areas that together are exactly these
  // counties.
  std::vector<std::string> Printed(const std::vector<std::string>& members,
                                   const Counties& counties) const {
    if (std::all_of(members.begin(), members.end(), [&](const std::string& id) {
          return places_.IsPrinted(id);
        })) {
      return members;
    }
    std::vector<std::string> areas;
    Counties covered;
    size_t sum = 0;
    for (const auto& [id, region] : places_.regions()) {
      const Counties* const of = places_.CountiesOf(id);
      if (region.kind != RegionKind::kStateDefined || of == nullptr ||
          !places_.IsPrinted(id) ||
          !std::includes(counties.begin(), counties.end(), of->begin(),
                         of->end())) {
        continue;
      }
      areas.push_back(id);
      covered.insert(of->begin(), of->end());
      sum += of->size();
    }
    return covered == counties && sum == counties.size() ? areas : members;
  }

  PlaceIndex& places_;
};

absl::Status AddSets(ReleasesToPin releases, PlaceIndex* places) {
  std::map<std::string, PlaceTable::Place> sets;
  std::map<std::string, std::vector<std::string>> members;
  for (const ReleaseToPin& release : releases) {
    for (const PlaceTable& table : release.tables->places) {
      for (const PlaceTable::Place& place : table.places) {
        if (place.kind == RegionKind::kComposed) sets.emplace(place.id, place);
      }
      for (const PlaceTable::Containment& one : table.containments) {
        if (one.delineation.empty()) members[one.outer].push_back(one.inner);
      }
    }
  }
  SetJoin join(places);
  for (const auto& [id, set] : sets) {
    auto& of = members[id];
    std::sort(of.begin(), of.end());
    of.erase(std::unique(of.begin(), of.end()), of.end());
    if (of.empty()) continue;
    PLUMBLINE_RETURN_IF_ERROR(join.Add(set, of));
  }
  return absl::OkStatus();
}

// Sets the ladders: what contains a region by its counties, then its state and
// the nation.
void SetLadders(PlaceIndex* places) {
  for (auto& [id, region] : places->regions()) {
    const Counties* const counties = places->CountiesOf(id);
    if (counties == nullptr) continue;
    std::vector<std::string> around = places->Around(id, *counties);
    if (around.empty()) continue;
    const std::vector<std::string> chain = ChainOf(places->regions(), id);
    around.insert(around.end(), chain.begin() + 1, chain.end());
    region.enclosing = std::move(around);
  }
}

}  // namespace

absl::Status JoinRegions(ReleasesToPin releases, Edition* edition) {
  PlaceIndex places(releases, PrintedRegions(releases));
  PLUMBLINE_RETURN_IF_ERROR(AddSets(releases, &places));
  SetLadders(&places);
  edition->region_changes = places.Changes();
  for (auto& [id, region] : places.regions()) {
    edition->regions.push_back(std::move(region));
  }
  return absl::OkStatus();
}

}  // namespace plumbline::labor
