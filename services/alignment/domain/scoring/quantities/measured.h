#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_MEASURED_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_MEASURED_H_

#include <algorithm>
#include <optional>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"

namespace plumbline::alignment {

// The place that a scope means for a region: STATE of the nation is the nation
// itself; nothing when the region lies in no
// single state, or the edition has no nation.
std::optional<RegionIndex> PlaceOf(const Edition& edition, RegionIndex region,
                                   Scope scope);

// Whether, and from which kinds of larger region, a figure may be borrowed.
struct BorrowRule {
  bool allowed = false;
  // Empty is every kind.
  absl::Span<const RegionKind> kinds = {};

  bool MayLend(RegionKind kind) const {
    return kinds.empty() ||
           std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
};

// A quantity of an occupation, read for a region. Where it is allowed, a figure
// that is withheld, not published or of another vintage there is taken from the
// next larger region that has it, numerator and denominator from the same one.
Measured MeasureOccupation(const Edition& edition, const Quantity& quantity,
                           RegionIndex region, OccupationIndex occupation,
                           const BorrowRule& borrow);

// The same in one place only.
Measured MeasureWithin(const Edition& edition, const Quantity& quantity,
                       RegionIndex place, OccupationIndex occupation);

// The quantity of the publisher's row of all occupations.
Measured MeasureAllOccupations(const Edition& edition, const Quantity& quantity,
                               RegionIndex place);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_MEASURED_H_
