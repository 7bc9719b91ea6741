#include "services/alignment/domain/scoring/counted_links.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"

namespace plumbline::alignment {
namespace {

// By occupation, 1 where a prefix excludes it.
std::vector<uint8_t> Excluded(const Edition& edition, const LinkRule& rule) {
  std::vector<uint8_t> excluded(edition.occupation_count());
  for (size_t i = 0; i < excluded.size(); ++i) {
    const std::string code =
        edition.occupation_code(static_cast<OccupationIndex>(i)).ToString();
    for (const std::string& prefix : rule.excluded_prefixes) {
      if (absl::StartsWith(code, prefix)) excluded[i] = 1;
    }
  }
  return excluded;
}

bool IsDeclared(const Link& link) { return link.basis == LinkBasis::kDeclared; }

}  // namespace

CountedLinks CountLinks(const Edition& edition, const LinkRule& rule,
                        absl::Span<const LinkSet> programs) {
  const std::vector<uint8_t> excluded = Excluded(edition, rule);
  CountedLinks counted;
  counted.starts.reserve(programs.size() + 1);
  std::vector<OccupationIndex> of_program;
  for (const LinkSet& set : programs) {
    const bool only_declared =
        rule.declared_only ||
        (rule.declared_first &&
         std::any_of(set.links.begin(), set.links.end(), IsDeclared));
    of_program.clear();
    for (const Link& link : set.links) {
      if (excluded[link.occupation] == 0 &&
          (!only_declared || IsDeclared(link)))
        of_program.push_back(link.occupation);
    }
    counted.Add(of_program);
  }
  return counted;
}

}  // namespace plumbline::alignment
