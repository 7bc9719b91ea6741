#include "services/alignment/domain/scoring/programs/flags.h"

#include <algorithm>

#include "services/alignment/domain/scoring/quantities/reasons.h"

namespace plumbline::alignment {
namespace {

FlagMask LinkFlags(const LinkSet& links) {
  FlagMask mask = 0;
  for (const LinkProblem& problem : links.problems)
    mask |= MaskOf(FlagReasonOf(problem.kind));
  for (const Link& link : links.links) {
    if (OutsideCrosswalk(links, link))
      mask |= MaskOf(FlagReason::kDeclaredOutsideCrosswalk);
  }
  return mask;
}

FlagMask UnratedFlag(const Edition& edition, const LinkSet& links) {
  const bool only_teaching =
      !links.links.empty() &&
      std::all_of(links.links.begin(), links.links.end(),
                  [&](const Link& link) {
                    return edition.occupation_code(link.occupation)
                        .IsPostsecondaryTeacher();
                  });
  return MaskOf(only_teaching ? FlagReason::kLinkOnlyTeaching
                              : FlagReason::kNoLink);
}

// The dimensions that a program which is not aligned does not meet. When each
// is met by some occupation and none meets enough of them, those that some
// occupation fails.
FlagMask DimensionFlags(const Policy& policy, const FlagGrounds& grounds) {
  FlagMask unmet = 0;
  FlagMask failed = 0;
  for (size_t i = 0; i < policy.dimensions.size(); ++i) {
    const FlagMask bit = MaskOf(FlagReasonOf(policy.dimensions[i].dimension));
    if (grounds.dimension_verdicts[i] == Verdict::kNotAligned) unmet |= bit;
    if ((grounds.failed_dimensions >> i & 1) != 0) failed |= bit;
  }
  return unmet != 0 ? unmet : failed;
}

}  // namespace

FlagMask FlagsOf(const Edition& edition, const Policy& policy,
                 const LinkSet& links, const FlagGrounds& grounds) {
  FlagMask mask = LinkFlags(links);
  switch (grounds.verdict) {
    case Verdict::kUnrated:
      mask |= grounds.unknown_reasons != 0 ? grounds.unknown_reasons
                                           : UnratedFlag(edition, links);
      break;
    case Verdict::kNotAligned:
      mask |= DimensionFlags(policy, grounds);
      break;
    case Verdict::kIndeterminate:
      // A share of weights that are all 0 is open without any unknown figure.
      mask |= grounds.unknown_reasons != 0
                  ? grounds.unknown_reasons
                  : MaskOf(FlagReason::kDataNotPublished);
      break;
    default:
      break;
  }
  if (grounds.by_exception) mask |= MaskOf(FlagReason::kDecidedByException);
  if (grounds.by_text) mask |= MaskOf(FlagReason::kLinkByText);
  if (grounds.borrowed) mask |= MaskOf(FlagReason::kFigureBorrowed);
  if (grounds.region_fell_back) mask |= MaskOf(FlagReason::kRegionFallback);
  return mask;
}

}  // namespace plumbline::alignment
