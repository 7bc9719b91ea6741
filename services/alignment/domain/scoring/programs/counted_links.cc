#include "services/alignment/domain/scoring/programs/counted_links.h"

#include <string>
#include <vector>

#include "services/alignment/domain/matching/link_ruling.h"

namespace plumbline::alignment {

std::vector<std::string> ExcludedPrefixes(const Edition& edition,
                                          const LinkRule& rule) {
  std::vector<std::string> excluded(edition.occupation_count());
  for (size_t i = 0; i < excluded.size(); ++i)
    excluded[i] = std::string(PrefixExcluding(
        rule,
        edition.occupation_code(static_cast<OccupationIndex>(i)).ToString()));
  return excluded;
}

CountedLinks CountLinks(const Edition& edition, const LinkRule& rule,
                        absl::Span<const LinkSet* const> programs) {
  const std::vector<std::string> excluded = ExcludedPrefixes(edition, rule);
  const auto prefix_of = [&](OccupationIndex occupation) {
    return absl::string_view(excluded[occupation]);
  };
  CountedLinks counted;
  counted.starts.reserve(programs.size() + 1);
  std::vector<OccupationIndex> of_program;
  for (const LinkSet* set : programs) {
    const LinkRuling ruling(rule, *set, prefix_of);
    of_program.clear();
    for (const Link& link : set->links) {
      if (ruling.ExcludedBy(link).empty())
        of_program.push_back(link.occupation);
    }
    counted.Add(of_program);
  }
  return counted;
}

}  // namespace plumbline::alignment
