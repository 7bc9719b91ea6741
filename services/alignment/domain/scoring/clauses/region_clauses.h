#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_REGION_CLAUSES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_REGION_CLAUSES_H_

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/clauses/clause_plan.h"
#include "services/alignment/domain/scoring/clauses/outcome_row.h"
#include "services/alignment/domain/uncertainty/confidence_cuts.h"

namespace plumbline::alignment {

// The clauses of a policy in one region, each for all occupations: what
// ClauseEvaluation says of one after the other.
class RegionClauses {
 public:
  // The policy, the cuts, which are those of its confidence rule, and the plans
  // of its guards outlive the object.
  RegionClauses(const BoundPolicy& policy, RegionIndex region,
                const ConfidenceCuts& cuts, const GuardPlans& guards)
      : policy_(policy),
        edition_(policy.edition()),
        region_(region),
        cuts_(cuts),
        guards_(guards),
        count_(edition_.occupation_count()) {}

  OutcomeRow Evaluate(const ClausePlan& plan) const;

 private:
  // The sums of points over a clause's components, by occupation.
  struct PointSums {
    std::vector<int64_t> fewest;
    std::vector<int64_t> most;
  };

  // Without asking what was worked out for another region.
  OutcomeRow EvaluateHere(const ClausePlan& plan) const;
  Outcome Singly(const ClausePlan& plan, size_t occupation) const;
  OutcomeRow OneByOne(const ClausePlan& plan) const;
  OutcomeRow Join(const ClausePlan& plan, int32_t count) const;
  OutcomeRow CountJoined(const ClausePlan& plan, int32_t count) const;
  template <typename First, typename Borrowed>
  void ForRows(const ClausePlan& plan, const RowsOfQuantity& rows, Scope scope,
               const First& first, const Borrowed& borrowed) const;

  std::optional<RegionIndex> BenchmarkPlaceFor(const ClausePlan& plan,
                                               const QuantityRow& row) const;
  std::optional<Interval> BenchmarkFor(const ClausePlan& plan,
                                       const QuantityRow& row) const;
  BenchmarkError BenchmarkErrorFor(const ClausePlan& plan,
                                   RegionIndex place) const;
  OutcomeRow Compare(const ClausePlan& plan) const;
  OutcomeRow CompareConfidently(const ClausePlan& plan) const;
  // Of occupations that have a number in the row.
  void CompareConfidently(const ClausePlan& plan, const QuantityRow& row,
                          RegionIndex place, const std::vector<size_t>& known,
                          OutcomeRow* outcomes) const;
  // Evaluates those with numbers that do not fit.
  void Correct(const ClausePlan& plan, const QuantityRow& row,
               OutcomeRow* outcomes) const;

  OutcomeRow InList(const ClausePlan& plan) const;
  OutcomeRow OneOf(const ClausePlan& plan) const;
  // By occupation, whether it meets all guards in a place.
  const OutcomeRow& GuardedIn(RegionIndex place) const;
  const DecileRow& DecilesIn(const ClausePlan& plan, size_t component,
                             RegionIndex place) const;
  bool AddComponent(const ClausePlan& plan, size_t component,
                    PointSums* sums) const;
  const QuantityRow* SumsOf(const ClausePlan& plan) const;
  OutcomeRow Score(const ClausePlan& plan) const;
  OutcomeRow Rank(const ClausePlan& plan) const;
  OutcomeRow Classify(const ClausePlan& plan) const;

  const BoundPolicy& policy_;
  const Edition& edition_;
  const RegionIndex region_;
  const ConfidenceCuts& cuts_;
  const GuardPlans& guards_;
  const size_t count_;
  // Of clauses with points, in the order in which they came.
  mutable std::deque<std::pair<const ClausePlan*, QuantityRow>> sums_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_REGION_CLAUSES_H_
