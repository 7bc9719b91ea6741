#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_MEASURED_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_MEASURED_H_

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

// A quantity of an occupation, read for a region. With `may_borrow`, a figure
// that is withheld, not published or of another vintage there is taken from the
// next larger region that has it, numerator and denominator from the same one.
Measured MeasureOccupation(const Edition& edition, const Quantity& quantity,
                           RegionIndex region, OccupationIndex occupation,
                           bool may_borrow);

// The same in one place only.
Measured MeasureWithin(const Edition& edition, const Quantity& quantity,
                       RegionIndex place, OccupationIndex occupation);

// The quantity of the publisher's row of all occupations.
Measured MeasureAllOccupations(const Edition& edition, const Quantity& quantity,
                               RegionIndex place);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_MEASURED_H_
