#include "services/alignment/domain/scoring/clauses/region_evaluation.h"

#include <algorithm>

#include "services/alignment/domain/scoring/clauses/outcome_row.h"
#include "services/alignment/domain/scoring/clauses/region_clauses.h"

namespace plumbline::alignment {
namespace {

// EvaluateGuards of evaluate_occupation.cc, for all occupations.
class GuardRows {
 public:
  GuardRows(const std::vector<ClausePlan>& plans, const Policy& policy,
            const RegionClauses& clauses, size_t count)
      : outcomes_(count, Outcome::kPass), open_(count), unmet_(count) {
    for (size_t guard = 0; guard < plans.size(); ++guard) {
      OutcomeRow said = clauses.Evaluate(plans[guard]);
      if (policy.guards[guard].action == Guard::Action::kUnrated) Open(&said);
      AndInto(said, &outcomes_);
    }
    // Where a guard fails, nothing is left open.
    const Outcome* __restrict outcomes = outcomes_.data();
    uint8_t* __restrict open = open_.data();
    for (size_t i = 0; i < count; ++i)
      open[i] = outcomes[i] == Outcome::kFail ? uint8_t{0} : open[i];
  }

  // Both the guards and the row; nothing is said where they are open.
  void Restrict(OutcomeRow* row) const {
    AndInto(outcomes_, row);
    const uint8_t* __restrict open = open_.data();
    Outcome* __restrict outcomes = row->data();
    const size_t count = open_.size();
    for (size_t i = 0; i < count; ++i)
      outcomes[i] = OutcomeOfBits(BitsOf(outcomes[i]) | open[i]);
  }

  // 1 where a guard that rates is not met, for certain.
  const std::vector<uint8_t>& unmet() const { return unmet_; }

 private:
  // A guard that does not pass leaves the occupation unrated.
  void Open(OutcomeRow* said) {
    Outcome* __restrict outcomes = said->data();
    uint8_t* __restrict open = open_.data();
    uint8_t* __restrict unmet = unmet_.data();
    const size_t count = said->size();
    for (size_t i = 0; i < count; ++i) {
      const uint8_t opens =
          outcomes[i] == Outcome::kPass ? uint8_t{0} : kMayBoth;
      open[i] = static_cast<uint8_t>(open[i] | opens);
      unmet[i] = outcomes[i] == Outcome::kFail ? uint8_t{1} : unmet[i];
      outcomes[i] = OutcomeOfBits(BitsOf(outcomes[i]) | opens);
    }
  }

  OutcomeRow outcomes_;
  // 0, or all bits of an outcome where it is left open.
  std::vector<uint8_t> open_;
  std::vector<uint8_t> unmet_;
};

// OccupationResult::unrated of all occupations.
void FindUnrated(const OutcomeRow& whole, const std::vector<uint8_t>& unmet,
                 MissingData missing_data, absl::Span<uint8_t> unrated) {
  const uint8_t always = missing_data == MissingData::kUnrated ? 1 : 0;
  for (size_t i = 0; i < unrated.size(); ++i)
    unrated[i] = whole[i] == Outcome::kUnknown
                     ? static_cast<uint8_t>(unmet[i] | always)
                     : uint8_t{0};
}

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
                                absl::Span<Outcome> outcomes,
                                absl::Span<uint8_t> unrated) const {
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
  // What an exception decides is rated.
  FindUnrated(whole, guards.unmet(), policy_.policy().missing_data, unrated);
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
