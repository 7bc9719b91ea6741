// The places that the pinned releases print figures for.

#include <map>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/edition/edition_parts.h"
#include "services/labor/domain/regions/region_id.h"
#include "services/labor/domain/regions/state.h"

namespace plumbline::labor {
namespace {

constexpr absl::string_view kNation = "us";

// The region `id` that figures name as a parent and no release prints: a state,
// or nothing that is known.
const State* StateOf(absl::string_view id) {
  if (id.size() != 5) return nullptr;
  return StateByPostal(absl::AsciiStrToUpper(id.substr(3)));
}

// Gives a region the parent that borrowing walks to: a known state, else the
// nation.
void SettleParent(Region* region) {
  if (region->id == std::string(kNation)) {
    region->parent.clear();
  } else if (region->parent.empty() || StateOf(region->parent) == nullptr ||
             region->parent == region->id) {
    region->parent = std::string(kNation);
  }
}

}  // namespace

std::map<std::string, Region> PrintedRegions(ReleasesToPin releases) {
  std::map<std::string, Region> by_id;
  for (const ReleaseToPin& release : releases) {
    for (const FigureTable& table : release.tables->figures) {
      if (!table.industries.empty()) continue;
      for (const Region& region : table.regions) {
        const auto [place, added] = by_id.try_emplace(region.id, region);
        if (!added && place->second.vintage < region.vintage) {
          place->second = region;
        }
      }
    }
  }
  by_id.try_emplace(std::string(kNation), NationRegion(""));
  std::vector<std::string> parents;
  for (auto& [id, region] : by_id) {
    SettleParent(&region);
    if (!region.parent.empty()) parents.push_back(region.parent);
  }
  for (const std::string& parent : parents) {
    const State* const state = StateOf(parent);
    if (state == nullptr || by_id.contains(parent)) continue;
    Region region = StateRegion(*state, "");
    SettleParent(&region);
    by_id.emplace(parent, std::move(region));
  }
  return by_id;
}

}  // namespace plumbline::labor
