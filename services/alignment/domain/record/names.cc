#include "services/alignment/domain/record/decision.h"

namespace plumbline::alignment {

absl::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAligned:
      return "ALIGNED";
    case Verdict::kNotAligned:
      return "NOT_ALIGNED";
    case Verdict::kIndeterminate:
      return "INDETERMINATE";
    case Verdict::kUnrated:
      return "UNRATED";
    case Verdict::kUnspecified:
      break;
  }
  return "VERDICT_UNSPECIFIED";
}

absl::string_view FlagReasonName(FlagReason reason) {
  switch (reason) {
    case FlagReason::kNotHighWage:
      return "NOT_HIGH_WAGE";
    case FlagReason::kNotHighSkill:
      return "NOT_HIGH_SKILL";
    case FlagReason::kNotInDemand:
      return "NOT_IN_DEMAND";
    case FlagReason::kNoLink:
      return "NO_LINK";
    case FlagReason::kLinkOnlyTeaching:
      return "LINK_ONLY_TEACHING";
    case FlagReason::kCipUnknown:
      return "CIP_UNKNOWN";
    case FlagReason::kCipRetired:
      return "CIP_RETIRED";
    case FlagReason::kCipUnmatched:
      return "CIP_UNMATCHED";
    case FlagReason::kOccupationUnknown:
      return "OCCUPATION_UNKNOWN";
    case FlagReason::kOccupationRetired:
      return "OCCUPATION_RETIRED";
    case FlagReason::kDataWithheld:
      return "DATA_WITHHELD";
    case FlagReason::kDataNotPublished:
      return "DATA_NOT_PUBLISHED";
    case FlagReason::kFigureBorrowed:
      return "FIGURE_BORROWED";
    case FlagReason::kDeclaredOutsideCrosswalk:
      return "DECLARED_OUTSIDE_CROSSWALK";
    case FlagReason::kDataWrongVintage:
      return "DATA_WRONG_VINTAGE";
    case FlagReason::kListNotInForce:
      return "LIST_NOT_IN_FORCE";
    case FlagReason::kUncertain:
      return "UNCERTAIN";
    case FlagReason::kOutsideRule:
      return "OUTSIDE_RULE";
    case FlagReason::kDecidedByException:
      return "DECIDED_BY_EXCEPTION";
    case FlagReason::kRegionFallback:
      return "REGION_FALLBACK";
    case FlagReason::kLinkByText:
      return "LINK_BY_TEXT";
    case FlagReason::kCipSuspicious:
      return "CIP_SUSPICIOUS";
    case FlagReason::kAtRisk:
      return "AT_RISK";
    case FlagReason::kUnspecified:
      break;
  }
  return "FLAG_REASON_UNSPECIFIED";
}

}  // namespace plumbline::alignment
