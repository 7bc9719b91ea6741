#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_PORTFOLIO_GROUPS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_PORTFOLIO_GROUPS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// A program to score in one of a table's regions. The pointers outlive what is
// made of the entry.
struct PortfolioEntry {
  const ProgramFacts* program = nullptr;
  // FindLinks of the program on the table's edition.
  const LinkSet* links = nullptr;
  // The region's position in the table.
  uint32_t position = 0;
};

// What decides everything about an entry but its program's revision: entries of
// one group get one judgement under any policy.
struct PortfolioGroup {
  const LinkSet* links = nullptr;
  uint32_t position = 0;
  // FellBack of the programs in the region.
  bool region_fell_back = false;

  friend bool operator==(const PortfolioGroup&,
                         const PortfolioGroup&) = default;
};

// A portfolio by its groups, made once for all policies that look at the same
// links. Programs that share a LinkSet (shared_links.h) fall into one.
struct PortfolioGroups {
  std::vector<PortfolioGroup> groups;
  // For each entry its place in `groups`.
  std::vector<uint32_t> of_entry;
  // The revisions of all programs, one after the other: they are read again for
  // every policy, and programs lie far apart.
  std::string revisions;
  std::vector<size_t> revision_ends;

  absl::string_view revision(size_t entry) const {
    const size_t begin = entry == 0 ? 0 : revision_ends[entry - 1];
    return absl::string_view(revisions).substr(begin,
                                               revision_ends[entry] - begin);
  }
};

// `regions` are those of the entries' positions.
PortfolioGroups GroupEntries(const Edition& edition,
                             absl::Span<const RegionIndex> regions,
                             absl::Span<const PortfolioEntry> entries);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_PORTFOLIO_GROUPS_H_
