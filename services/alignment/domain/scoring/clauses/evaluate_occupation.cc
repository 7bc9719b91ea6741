#include "services/alignment/domain/scoring/clauses/evaluate_occupation.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/alignment/domain/scoring/clauses/evaluate_clause.h"
#include "services/alignment/domain/scoring/quantities/reasons.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

// What the guards say together: unknown as well where one leaves the occupation
// without a rating.
struct Guarded {
  Said said{Outcome::kPass, 0, false};
  bool unrated = false;
  // Whether a guard that rates is not met, or not known to be: then the rule
  // says nothing of the occupation, not even that it fails.
  bool open = false;

  Outcome With(Outcome outcome) const {
    return open ? Outcome::kUnknown : AtLeast(2, {said.outcome, outcome});
  }
};

Guarded EvaluateGuards(const BoundPolicy& policy,
                       const ClauseEvaluation& evaluation,
                       std::vector<ClauseResult>* seen) {
  Guarded guarded;
  bool fails = false;
  for (size_t i = 0; i < policy.guards().size(); ++i) {
    ClauseResult* result = seen == nullptr ? nullptr : &seen->emplace_back();
    const Said said = evaluation.Evaluate(policy.guards()[i], result);
    guarded.said.borrowed = guarded.said.borrowed || said.borrowed;
    if (said.outcome == Outcome::kPass) continue;
    guarded.said.outcome = Outcome::kUnknown;
    guarded.said.reasons |= said.reasons;
    const bool rates =
        policy.policy().guards[i].action == Guard::Action::kUnrated;
    guarded.open = guarded.open || rates;
    if (said.outcome == Outcome::kUnknown) continue;
    if (!rates) {
      fails = true;
    } else {
      guarded.unrated = true;
      guarded.said.reasons |= MaskOf(FlagReason::kOutsideRule);
    }
  }
  // What fails for certain is not waiting for a rating.
  if (fails) return {{Outcome::kFail, 0, guarded.said.borrowed}, false};
  return guarded;
}

Outcome DecidedBy(const PolicyException& exception) {
  return exception.kind == PolicyException::Kind::kInclude ? Outcome::kPass
                                                           : Outcome::kFail;
}

// One occupation in one region under all of a policy.
class OccupationEvaluation {
 public:
  OccupationEvaluation(const BoundPolicy& policy, RegionIndex region,
                       OccupationIndex occupation, bool with_evidence)
      : policy_(policy),
        region_(region),
        occupation_(occupation),
        with_evidence_(with_evidence),
        evaluation_(policy, region, occupation) {}

  OccupationResult Run() {
    const Guarded guarded = EvaluateGuards(
        policy_, evaluation_, with_evidence_ ? &result_.guards : nullptr);
    result_.unknown_reasons = guarded.said.reasons;
    result_.borrowed = guarded.said.borrowed;
    const size_t count = policy_.dimensions().size();
    if (with_evidence_) result_.dimensions.resize(count);
    for (size_t i = 0; i < count; ++i) AddDimension(i, guarded);
    result_.outcome = guarded.With(AtLeast(policy_.policy().dimensions_required,
                                           result_.dimension_outcomes));
    result_.unrated = result_.outcome == Outcome::kUnknown &&
                      (guarded.unrated ||
                       policy_.policy().missing_data == MissingData::kUnrated);
    result_.exception =
        policy_.ExceptionFor(occupation_, region_, Dimension::kUnspecified);
    if (result_.exception != nullptr) {
      result_.outcome = DecidedBy(*result_.exception);
      result_.unrated = false;
    }
    if (result_.outcome != Outcome::kUnknown) result_.unknown_reasons = 0;
    return std::move(result_);
  }

 private:
  void AddDimension(size_t i, const Guarded& guarded) {
    const Dimension dimension = policy_.policy().dimensions[i].dimension;
    const PolicyException* exception =
        policy_.ExceptionFor(occupation_, region_, dimension);
    const Said said =
        evaluation_.Evaluate(policy_.dimensions()[i],
                             with_evidence_ ? &result_.dimensions[i] : nullptr);
    const Outcome outcome = exception != nullptr ? DecidedBy(*exception)
                                                 : guarded.With(said.outcome);
    result_.dimension_outcomes.push_back(outcome);
    result_.dimension_exceptions.push_back(exception);
    result_.unknown_reasons |= exception == nullptr ? said.reasons : 0;
    result_.borrowed = result_.borrowed || said.borrowed;
  }

  const BoundPolicy& policy_;
  const RegionIndex region_;
  const OccupationIndex occupation_;
  const bool with_evidence_;
  const ClauseEvaluation evaluation_;
  OccupationResult result_;
};

}  // namespace

Outcomes OutcomesOf(const BoundPolicy& policy, RegionIndex region,
                    OccupationIndex occupation) {
  const OccupationResult result =
      OccupationEvaluation(policy, region, occupation, false).Run();
  Outcomes outcomes = {};
  outcomes[0] = result.outcome;
  std::copy(result.dimension_outcomes.begin(), result.dimension_outcomes.end(),
            outcomes.begin() + 1);
  return outcomes;
}

OccupationResult EvaluateOccupation(const BoundPolicy& policy,
                                    RegionIndex region,
                                    OccupationIndex occupation) {
  OccupationResult result =
      OccupationEvaluation(policy, region, occupation, true).Run();
  if (policy.policy().link_rule.is_weighted())
    result.weight = WeightOf(policy, region, occupation);
  return result;
}

CellFigure WeightOf(const BoundPolicy& policy, RegionIndex region,
                    OccupationIndex occupation) {
  return policy.edition().FigureAt(policy.policy().link_rule.weight, region,
                                   occupation);
}

int64_t WeightUnits(const CellFigure& weight) {
  constexpr int64_t kUnits = 2520;
  constexpr int64_t kLargest = 1'000'000'000;
  const vocabulary::Figure& figure = weight.figure;
  if (figure.status != FigureStatus::kPublished || figure.value < 0 ||
      figure.value > kLargest)
    return -1;
  return figure.value * kUnits / weight.divisor;
}

}  // namespace plumbline::alignment
