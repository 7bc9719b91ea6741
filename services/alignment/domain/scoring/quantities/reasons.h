#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_REASONS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_REASONS_H_

#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/decision.h"
#include "services/common/vocabulary/figure.h"

namespace plumbline::alignment {

// The flag that a missing figure raises when it keeps a verdict open. A bound
// that does not settle a comparison counts as withheld: the publisher has the
// number.
constexpr FlagMask FlagOf(vocabulary::FigureStatus status) {
  using vocabulary::FigureStatus;
  switch (status) {
    case FigureStatus::kWithheld:
    case FigureStatus::kBelowReported:
    case FigureStatus::kTopCoded:
      return MaskOf(FlagReason::kDataWithheld);
    case FigureStatus::kWrongVintage:
      return MaskOf(FlagReason::kDataWrongVintage);
    default:
      return MaskOf(FlagReason::kDataNotPublished);
  }
}

// The flag of a dimension that is not met.
constexpr FlagReason FlagReasonOf(Dimension dimension) {
  switch (dimension) {
    case Dimension::kHighWage:
      return FlagReason::kNotHighWage;
    case Dimension::kHighSkill:
      return FlagReason::kNotHighSkill;
    case Dimension::kInDemand:
      return FlagReason::kNotInDemand;
    case Dimension::kUnspecified:
      break;
  }
  return FlagReason::kUnspecified;
}

// The flag of what is odd about a code.
constexpr FlagReason FlagReasonOf(LinkProblem::Kind kind) {
  using Kind = LinkProblem::Kind;
  switch (kind) {
    case Kind::kCipUnknown:
    case Kind::kCipTooShort:
      return FlagReason::kCipUnknown;
    case Kind::kCipRetired:
      return FlagReason::kCipRetired;
    case Kind::kCipUnmatched:
      return FlagReason::kCipUnmatched;
    case Kind::kOccupationUnknown:
    case Kind::kOccupationAmbiguous:
      return FlagReason::kOccupationUnknown;
    case Kind::kOccupationRetired:
      return FlagReason::kOccupationRetired;
    case Kind::kCipSuspicious:
      return FlagReason::kCipSuspicious;
  }
  return FlagReason::kUnspecified;
}

// A declared occupation that the crosswalk does not list, though it lists
// others.
inline bool OutsideCrosswalk(const LinkSet& links, const Link& link) {
  return links.crosswalk_has_edges && link.basis == LinkBasis::kDeclared &&
         !link.edge;
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_REASONS_H_
