#include "services/alignment/domain/scoring/programs/portfolio_groups.h"

#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "services/alignment/domain/scoring/programs/program_region.h"

namespace plumbline::alignment {

PortfolioGroups GroupEntries(const Edition& edition,
                             absl::Span<const RegionIndex> regions,
                             absl::Span<const PortfolioEntry> entries) {
  PortfolioGroups grouped;
  grouped.of_entry.reserve(entries.size());
  grouped.revision_ends.reserve(entries.size());
  absl::flat_hash_map<std::tuple<const LinkSet*, uint32_t, bool>, uint32_t>
      places;
  for (const PortfolioEntry& entry : entries) {
    const bool fell_back =
        FellBack(edition, regions[entry.position], *entry.program);
    const auto [place, is_new] =
        places.try_emplace(std::tuple(entry.links, entry.position, fell_back),
                           static_cast<uint32_t>(grouped.groups.size()));
    if (is_new)
      grouped.groups.push_back({entry.links, entry.position, fell_back});
    grouped.of_entry.push_back(place->second);
    grouped.revisions += entry.program->revision_id;
    grouped.revision_ends.push_back(grouped.revisions.size());
  }
  return grouped;
}

}  // namespace plumbline::alignment
