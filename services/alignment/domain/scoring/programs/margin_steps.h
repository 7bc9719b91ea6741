#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_MARGIN_STEPS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_MARGIN_STEPS_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"

namespace plumbline::alignment {

// A move of a figure after which clauses say something else: where ranks and
// points change by steps.
struct FigureStep {
  const Quantity* quantity = nullptr;
  Rational from;
  Rational to;
  // 0 when it has to come to `to`, 1 when above it, -1 when below.
  int past = 0;
  // What clauses say after it, of the occupation whose figure it is.
  std::vector<std::pair<const Clause*, Outcome>> outcomes = {};
};

// A clause of an occupation with what was seen of it.
struct SeenClause {
  const BoundClause* bound = nullptr;
  const ClauseResult* seen = nullptr;
};

// The sum at which an occupation's group comes among the first of a kRank
// clause, or leaves them, while the other groups stay as they are: that of the
// group at the cut. Nothing when a sum is not known, or none would do.
std::optional<FigureStep> RankStep(const BoundPolicy& policy,
                                   const SeenClause& rank,
                                   OccupationIndex occupation);

// For each figure that gives an occupation points by decile under one of the
// kScore clauses, once upwards and once downwards: the figures of others that
// it would have to pass for one point more or less after the other, the nearest
// first. The others' figures stay as they are. Figures that are borrowed, only
// bounds, or among such, have no steps.
std::vector<std::vector<FigureStep>> ScoreSteps(
    const BoundPolicy& policy, RegionIndex region, OccupationIndex occupation,
    absl::Span<const SeenClause> scores);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_MARGIN_STEPS_H_
