#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_WEIGHTED_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_WEIGHTED_H_

#include "services/alignment/domain/scoring/clauses/outcome_table.h"
#include "services/alignment/domain/scoring/programs/kernel.h"

namespace plumbline::alignment {

// ScoreMatrix for a SHARE rule with weights: integer sums over links, region by
// region.
void ScoreWeights(const OutcomeTable& table, const CountedLinks& links,
                  size_t plane, int threads, VerdictMatrix* matrix);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_WEIGHTED_H_
