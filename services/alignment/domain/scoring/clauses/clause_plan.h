#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_CLAUSE_PLAN_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_CLAUSE_PLAN_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/outcome_row.h"
#include "services/alignment/domain/scoring/quantities/decile_row.h"
#include "services/alignment/domain/scoring/quantities/per_region.h"
#include "services/alignment/domain/scoring/quantities/quantity_rows.h"

namespace plumbline::alignment {

// A clause with the rows that it reads.
struct ClausePlan {
  const BoundClause* bound = nullptr;
  // kCompare, kOneOf; null where occupations are evaluated one by one.
  const RowsOfQuantity* rows = nullptr;
  // kScore: of each component; empty where occupations are evaluated one by
  // one.
  std::vector<const RowsOfQuantity*> components;
  // kScore among guarded occupations: their deciles of each component, by
  // place; empty for other scores.
  std::vector<PerRegion<DecileRow>> guarded_deciles;
  // kCompare with a statistic over occupations, and the policy's shares of it.
  const RowsOfQuantity::Statistics* statistics = nullptr;
  std::vector<int32_t> shares_milli;
  // kCodeMatches, and kInList with a list that says the same in every region:
  // by occupation.
  std::vector<Outcome> matches;
  // Outcomes that depend on a place and not on the region that is asked for, by
  // place: a clause over the nation says the same in every region. Null where
  // they may depend on the region.
  std::unique_ptr<PerRegion<OutcomeRow>> by_place;
  std::vector<ClausePlan> clauses;
};

// The plans of a policy's guards, and by place which occupations meet all of
// them.
struct GuardPlans {
  std::vector<ClausePlan> guards;
  PerRegion<OutcomeRow> met;
};

// The plan of a clause of the policy and of those inside; all arguments outlive
// it.
ClausePlan PlanOf(const BoundPolicy& policy, const BoundClause& bound,
                  QuantityRows* rows);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_CLAUSE_PLAN_H_
