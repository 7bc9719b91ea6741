#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_REGION_EVALUATION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_REGION_EVALUATION_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/clause_plan.h"
#include "services/alignment/domain/scoring/quantities/quantity_rows.h"
#include "services/alignment/domain/uncertainty/confidence_cuts.h"

namespace plumbline::alignment {

// OutcomesOf for all occupations of a region at once, clause by clause over
// rows of figures: what makes every policy in every region cheap. Thread-safe.
class RegionEvaluation {
 public:
  // Both outlive the object and are of one edition.
  RegionEvaluation(const BoundPolicy& policy, QuantityRows* rows);

  // 1 and one for each dimension.
  size_t plane_count() const { return dimensions_.size() + 1; }
  // Writes plane x occupation: the policy as a whole, then its dimensions; and
  // unless `unrated` is empty, by occupation 1 where it is left without a
  // rating.
  void Evaluate(RegionIndex region, absl::Span<Outcome> outcomes,
                absl::Span<uint8_t> unrated = {}) const;

 private:
  void ApplyExceptions(RegionIndex region, Dimension dimension,
                       std::vector<Outcome>* row) const;

  const BoundPolicy& policy_;
  const ConfidenceCuts cuts_;
  GuardPlans guards_;
  std::vector<ClausePlan> dimensions_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_REGION_EVALUATION_H_
