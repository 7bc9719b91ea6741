#include "services/alignment/domain/scoring/evaluate_occupation.h"

#include <utility>

#include "services/alignment/domain/scoring/measured.h"
#include "services/alignment/domain/scoring/reasons.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

// The outcome of a clause, why it is unknown if it is, and whether any of its
// figures was borrowed.
struct Said {
  Outcome outcome = Outcome::kUnknown;
  FlagMask reasons = 0;
  bool borrowed = false;
};

// Evaluates the clauses of one occupation in one region. What they saw is kept
// only where the caller gives a place for it.
class Evaluation {
 public:
  Evaluation(const BoundPolicy& policy, RegionIndex region,
             OccupationIndex occupation)
      : policy_(policy), region_(region), occupation_(occupation) {}

  Said Evaluate(const BoundClause& bound, ClauseResult* seen) const {
    Said said;
    switch (bound.clause->kind) {
      case Clause::Kind::kCompare:
        said = Compare(bound, seen);
        break;
      case Clause::Kind::kOneOf:
        said = OneOf(bound, seen);
        break;
      case Clause::Kind::kNot:
        said = Join(bound, 1, seen);
        said.outcome = Not(said.outcome);
        break;
      case Clause::Kind::kAny:
        said = Join(bound, 1, seen);
        break;
      case Clause::Kind::kAtLeast:
        said = Join(bound, bound.clause->count, seen);
        break;
      case Clause::Kind::kAll:
      case Clause::Kind::kUnspecified:
        said = Join(bound, static_cast<int32_t>(bound.clauses.size()), seen);
        break;
    }
    if (seen != nullptr) {
      seen->clause = bound.clause;
      seen->outcome = said.outcome;
    }
    return said;
  }

 private:
  Said Join(const BoundClause& bound, int32_t count, ClauseResult* seen) const {
    int32_t passes = 0;
    int32_t unknowns = 0;
    Said joined;
    if (seen != nullptr) seen->clauses.resize(bound.clauses.size());
    for (size_t i = 0; i < bound.clauses.size(); ++i) {
      const Said said = Evaluate(bound.clauses[i],
                                 seen == nullptr ? nullptr : &seen->clauses[i]);
      passes += said.outcome == Outcome::kPass ? 1 : 0;
      unknowns += said.outcome == Outcome::kUnknown ? 1 : 0;
      joined.reasons |= said.reasons;
      joined.borrowed = joined.borrowed || said.borrowed;
    }
    joined.outcome = AtLeast(count, passes, unknowns);
    // What is unknown inside does not matter where the outcome is known.
    if (joined.outcome != Outcome::kUnknown) joined.reasons = 0;
    return joined;
  }

  Said Compare(const BoundClause& bound, ClauseResult* seen) const {
    const Edition& edition = policy_.edition();
    const Clause& clause = *bound.clause;
    Measured measured = MeasureOccupation(edition, clause.quantity, region_,
                                          occupation_, bound.may_borrow);
    const std::optional<RegionIndex> place =
        bound.benchmark_follows && measured.place
            ? measured.place
            : PlaceOf(edition, region_, clause.benchmark.scope);
    const BenchmarkValue* benchmark =
        place ? &policy_.BenchmarkIn(bound, *place) : nullptr;
    Said said;
    said.borrowed = measured.borrowed;
    if (!measured.value) {
      said.reasons = FlagOf(measured.missing);
    } else if (benchmark == nullptr || !benchmark->value) {
      said.reasons = FlagOf(benchmark == nullptr ? FigureStatus::kNotPublished
                                                 : benchmark->missing);
    } else {
      said.outcome = CompareIntervals(*measured.value, clause.comparator,
                                      *benchmark->value);
      // Only a bound is published, and it does not settle the comparison.
      if (said.outcome == Outcome::kUnknown)
        said.reasons = FlagOf(FigureStatus::kTopCoded);
    }
    if (seen != nullptr) {
      seen->measured = std::move(measured);
      seen->benchmark = benchmark;
    }
    return said;
  }

  Said OneOf(const BoundClause& bound, ClauseResult* seen) const {
    Measured measured =
        MeasureOccupation(policy_.edition(), bound.clause->quantity, region_,
                          occupation_, bound.may_borrow);
    Said said;
    said.borrowed = measured.borrowed;
    const vocabulary::Figure& figure = measured.cells[0].figure;
    if (figure.status != FigureStatus::kPublished) {
      said.reasons =
          FlagOf(measured.value ? FigureStatus::kTopCoded : measured.missing);
    } else {
      const bool listed = figure.value >= 0 && figure.value < 64 &&
                          (bound.levels >> figure.value & 1) != 0;
      said.outcome = listed ? Outcome::kPass : Outcome::kFail;
    }
    if (seen != nullptr) seen->measured = std::move(measured);
    return said;
  }

  const BoundPolicy& policy_;
  const RegionIndex region_;
  const OccupationIndex occupation_;
};

bool IsWeighted(const LinkRule& rule) {
  return rule.kind == LinkRule::Kind::kShare &&
         rule.weight != vocabulary::Measure::kUnspecified;
}

}  // namespace

Outcomes OutcomesOf(const BoundPolicy& policy, RegionIndex region,
                    OccupationIndex occupation) {
  const Evaluation evaluation(policy, region, occupation);
  Outcomes outcomes = {};
  const size_t count = policy.dimensions().size();
  for (size_t i = 0; i < count; ++i)
    outcomes[i + 1] =
        evaluation.Evaluate(policy.dimensions()[i], nullptr).outcome;
  outcomes[0] = AtLeast(policy.policy().dimensions_required,
                        absl::MakeConstSpan(outcomes.data() + 1, count));
  return outcomes;
}

OccupationResult EvaluateOccupation(const BoundPolicy& policy,
                                    RegionIndex region,
                                    OccupationIndex occupation) {
  const Evaluation evaluation(policy, region, occupation);
  OccupationResult result;
  const size_t count = policy.dimensions().size();
  result.dimensions.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const Said said =
        evaluation.Evaluate(policy.dimensions()[i], &result.dimensions[i]);
    result.dimension_outcomes.push_back(said.outcome);
    result.unknown_reasons |= said.reasons;
    result.borrowed = result.borrowed || said.borrowed;
  }
  result.outcome =
      AtLeast(policy.policy().dimensions_required, result.dimension_outcomes);
  if (result.outcome != Outcome::kUnknown) result.unknown_reasons = 0;
  if (IsWeighted(policy.policy().link_rule))
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
