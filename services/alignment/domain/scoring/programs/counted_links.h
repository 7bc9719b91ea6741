#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_COUNTED_LINKS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_COUNTED_LINKS_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/scoring/programs/kernel.h"

namespace plumbline::alignment {

// For each occupation the prefix by which a rule excludes it; empty for none.
std::vector<std::string> ExcludedPrefixes(const Edition& edition,
                                          const LinkRule& rule);

// The occupations that a link rule counts of each program's, in the programs'
// order: those of ApplyLinkRule, without why the others do not count.
CountedLinks CountLinks(const Edition& edition, const LinkRule& rule,
                        absl::Span<const LinkSet* const> programs);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_COUNTED_LINKS_H_
