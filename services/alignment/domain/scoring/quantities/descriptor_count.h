#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_DESCRIPTOR_COUNT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_DESCRIPTOR_COUNT_H_

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/quantity.h"
#include "services/alignment/domain/record/evidence.h"

namespace plumbline::alignment {

// How many of an occupation's O*NET descriptors a kDescriptorCount quantity
// counts. A rating that the publisher recommends to suppress may count or not,
// and where several O*NET codes share the SOC code their counts are bounds:
// the count is then an interval. Not published when none of them is rated.
Measured CountDescriptors(const Edition& edition, const Quantity& quantity,
                          OccupationIndex occupation);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_DESCRIPTOR_COUNT_H_
