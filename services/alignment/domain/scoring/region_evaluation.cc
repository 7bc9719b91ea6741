#include "services/alignment/domain/scoring/region_evaluation.h"

#include <algorithm>

#include "services/alignment/domain/scoring/outcome_row.h"
#include "services/alignment/domain/scoring/region_clauses.h"

namespace plumbline::alignment {
namespace {

// EvaluateGuards of evaluate_occupation.cc, for all occupations.
class GuardRows {
 public:
  GuardRows(const std::vector<ClausePlan>& plans, const Policy& policy,
            const RegionClauses& clauses, size_t count)
      : outcomes_(count, Outcome::kPass), open_(count) {
    for (size_t guard = 0; guard < plans.size(); ++guard) {
      OutcomeRow said = clauses.Evaluate(plans[guard]);
      if (policy.guards[guard].action == Guard::Action::kUnrated) Open(&said);
      AndInto(said, &outcomes_);
    }
    // Where a guard fails, nothing is left open.
    for (size_t i = 0; i < count; ++i)
      open_[i] = outcomes_[i] == Outcome::kFail ? 0 : open_[i];
  }

  // Both the guards and the row; nothing is said where they are open.
  void Restrict(OutcomeRow* row) const {
    AndInto(outcomes_, row);
    for (size_t i = 0; i < open_.size(); ++i)
      (*row)[i] = OutcomeOfBits(BitsOf((*row)[i]) | open_[i]);
  }

 private:
  // A guard that does not pass leaves the occupation unrated.
  void Open(OutcomeRow* said) {
    for (size_t i = 0; i < said->size(); ++i) {
      const uint8_t opens = (*said)[i] == Outcome::kPass ? 0 : kMayBoth;
      open_[i] = static_cast<uint8_t>(open_[i] | opens);
      (*said)[i] = OutcomeOfBits(BitsOf((*said)[i]) | opens);
    }
  }

  OutcomeRow outcomes_;
  // 0, or all bits of an outcome where it is left open.
  std::vector<uint8_t> open_;
};

}  // namespace

RegionEvaluation::RegionEvaluation(const BoundPolicy& policy,
                                   QuantityRows* rows)
    : policy_(policy),
      cuts_(policy.policy().confidence.pass_at_least_milli,
            policy.policy().confidence.fail_at_most_milli) {
  for (const BoundClause& guard : policy.guards())
    guards_.guards.push_back(PlanOf(policy, guard, rows));
  guards_.met.Resize(1, policy.edition().region_count());
  for (const BoundClause& dimension : policy.dimensions())
    dimensions_.push_back(PlanOf(policy, dimension, rows));
}

void RegionEvaluation::Evaluate(RegionIndex region,
                                absl::Span<Outcome> outcomes) const {
  const RegionClauses clauses(policy_, region, cuts_, guards_);
  const size_t count = policy_.edition().occupation_count();
  const GuardRows guards(guards_.guards, policy_.policy(), clauses, count);
  OutcomeCounts counts(count);
  const auto write = [&](const OutcomeRow& row, size_t plane) {
    std::copy(row.begin(), row.end(), outcomes.begin() + plane * count);
  };
  for (size_t d = 0; d < dimensions_.size(); ++d) {
    OutcomeRow row = clauses.Evaluate(dimensions_[d]);
    if (!guards_.guards.empty()) guards.Restrict(&row);
    ApplyExceptions(region, policy_.policy().dimensions[d].dimension, &row);
    counts.Add(row);
    write(row, d + 1);
  }
  OutcomeRow whole = counts.AtLeast(policy_.policy().dimensions_required);
  if (!guards_.guards.empty()) guards.Restrict(&whole);
  ApplyExceptions(region, Dimension::kUnspecified, &whole);
  write(whole, 0);
}

void RegionEvaluation::ApplyExceptions(RegionIndex region, Dimension dimension,
                                       std::vector<Outcome>* row) const {
  if (policy_.policy().exceptions.empty()) return;
  for (size_t i = 0; i < row->size(); ++i) {
    const PolicyException* exception = policy_.ExceptionFor(
        static_cast<OccupationIndex>(i), region, dimension);
    if (exception == nullptr) continue;
    (*row)[i] = exception->kind == PolicyException::Kind::kInclude
                    ? Outcome::kPass
                    : Outcome::kFail;
  }
}

}  // namespace plumbline::alignment
