#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_LINK_RULE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_LINK_RULE_H_

#include <cstdint>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/decision.h"

namespace plumbline::alignment {

// The outcome of a counted occupation with its weight; -1 is an unknown weight,
// which may be any positive number.
struct WeighedOutcome {
  Outcome outcome = Outcome::kUnknown;
  int64_t weight = 1;
};

// The verdict that a link rule makes of the occupations that it counts,
// exactly: ALIGNED when it holds whatever the unknown outcomes and weights are,
// NOT_ALIGNED when it then never holds, else INDETERMINATE. UNRATED without any
// occupation. A share of a total weight of 0 is INDETERMINATE.
Verdict ApplyToOutcomes(const LinkRule& rule,
                        absl::Span<const WeighedOutcome> outcomes);

// The verdict on a program whose counted occupations are all left without a
// rating: where what is open is only that, the rule says nothing about it.
inline Verdict OrUnrated(Verdict verdict, bool all_unrated) {
  return verdict == Verdict::kIndeterminate && all_unrated ? Verdict::kUnrated
                                                           : verdict;
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_LINK_RULE_H_
