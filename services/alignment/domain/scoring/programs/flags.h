#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_FLAGS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_FLAGS_H_

#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/decision.h"

namespace plumbline::alignment {

// What the flags of a verdict depend on besides its links.
struct FlagGrounds {
  Verdict verdict = Verdict::kUnspecified;
  // In the policy's order.
  absl::Span<const Verdict> dimension_verdicts;
  // A bit for each dimension that some counted occupation fails.
  uint32_t failed_dimensions = 0;
  // Of counted occupations whose outcome is unknown, and of unknown weights.
  FlagMask unknown_reasons = 0;
  // Whether a counted occupation's figure was borrowed.
  bool borrowed = false;
  // Whether a counted occupation was let in or kept out by name.
  bool by_exception = false;
  // Whether a counted occupation is one that only texts point to.
  bool by_text = false;
  // FellBack of the program in the region.
  bool region_fell_back = false;
};

// What a person should act on: dimensions that are not met when the program is
// not aligned, what keeps the verdict open when it is indeterminate, why there
// is none when it is unrated, and whatever is odd about the program's codes.
FlagMask FlagsOf(const Edition& edition, const Policy& policy,
                 const LinkSet& links, const FlagGrounds& grounds);

// The flags of a decision that has everything but its flags: with sentences,
// the gravest first.
std::vector<DecisionFlag> DescribeFlags(
    const Edition& edition, const Policy& policy, RegionIndex region,
    const ProgramFacts& program, const Decision& decision, FlagMask mask);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_FLAGS_H_
