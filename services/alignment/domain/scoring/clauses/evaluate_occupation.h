#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EVALUATE_OCCUPATION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EVALUATE_OCCUPATION_H_

#include <array>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"

namespace plumbline::alignment {

// Outcomes only: the policy as a whole, then its dimensions in their order.
using Outcomes = std::array<Outcome, 4>;

// What a policy says of an occupation in a region, without what it saw.
Outcomes OutcomesOf(const BoundPolicy& policy, RegionIndex region,
                    OccupationIndex occupation);

// The same with all that it saw.
OccupationResult EvaluateOccupation(const BoundPolicy& policy,
                                    RegionIndex region,
                                    OccupationIndex occupation);

// The weight of an occupation under a weighted SHARE rule, as printed for the
// region. Never borrowed: counts of different places do not add up.
CellFigure WeightOf(const BoundPolicy& policy, RegionIndex region,
                    OccupationIndex occupation);

// A printed weight in 2520ths of its unit, so that yearly shares of totals over
// up to ten years stay whole; -1 when it is unknown. Beyond a billion jobs a
// figure is no weight.
int64_t WeightUnits(const CellFigure& weight);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_EVALUATE_OCCUPATION_H_
