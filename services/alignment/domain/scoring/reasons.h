#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_REASONS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_REASONS_H_

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

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_REASONS_H_
