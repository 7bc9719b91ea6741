// What an edition knows of how regions lie in each other.

#include <algorithm>
#include <string>

#include "absl/strings/strip.h"
#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {

void Edition::IndexLadders() {
  const size_t count = tables_.regions.size();
  ladders_.resize(count);
  has_figures_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    for (const uint32_t larger : tables_.regions[i].enclosing)
      ladders_[i].push_back(static_cast<RegionIndex>(larger));
    if (!ladders_[i].empty()) continue;
    for (int32_t at = tables_.regions[i].parent; at >= 0;
         at = tables_.regions[static_cast<size_t>(at)].parent)
      ladders_[i].push_back(static_cast<RegionIndex>(at));
  }
  for (const FigureTableEntry& table : tables_.figure_tables) {
    for (const uint32_t region : table.regions) has_figures_[region] = true;
  }
}

bool Edition::IsWithin(RegionIndex region, RegionIndex place) const {
  const auto& ladder = ladders_[region];
  return region == place ||
         std::find(ladder.begin(), ladder.end(), place) != ladder.end();
}

bool Edition::HasFigures(RegionIndex region) const {
  if (!IsComposed(region)) return has_figures_[region];
  const auto& members = tables_.regions[region].members;
  return std::any_of(members.begin(), members.end(),
                     [&](uint32_t member) { return has_figures_[member]; });
}

absl::Span<const RegionChangeEntry> Edition::ChangesOf(
    absl::string_view id) const {
  absl::ConsumePrefix(&id, "regions/");
  const auto& changes = tables_.region_changes;
  const auto begin = std::lower_bound(
      changes.begin(), changes.end(), id,
      [](const RegionChangeEntry& change, absl::string_view wanted) {
        return absl::string_view(change.from) < wanted;
      });
  auto end = begin;
  while (end != changes.end() && absl::string_view(end->from) == id) ++end;
  return absl::MakeConstSpan(changes).subspan(
      static_cast<size_t>(begin - changes.begin()),
      static_cast<size_t>(end - begin));
}

}  // namespace plumbline::alignment
