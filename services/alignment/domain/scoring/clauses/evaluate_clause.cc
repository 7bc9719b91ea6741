#include "services/alignment/domain/scoring/clauses/evaluate_clause.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/alignment/domain/scoring/quantities/figure_error.h"
#include "services/alignment/domain/scoring/quantities/measured.h"
#include "services/alignment/domain/scoring/quantities/reasons.h"
#include "services/alignment/domain/uncertainty/probability.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

Outcome OutcomeOf(bool holds) {
  return holds ? Outcome::kPass : Outcome::kFail;
}

// Collects the classes that an occupation may be of, the first that holds
// taking precedence.
class Candidates {
 public:
  void Add(const ClassOption& option) {
    ++count_;
    last_ = &option;
    passes_ += option.passes ? 1 : 0;
  }
  // The class, when there is only one candidate.
  const ClassOption* only() const { return count_ == 1 ? last_ : nullptr; }
  Outcome outcome() const {
    if (passes_ == count_) return Outcome::kPass;
    return passes_ == 0 ? Outcome::kFail : Outcome::kUnknown;
  }

 private:
  int count_ = 0;
  int passes_ = 0;
  const ClassOption* last_ = nullptr;
};

}  // namespace

Said ClauseEvaluation::Evaluate(const BoundClause& bound,
                                ClauseResult* seen) const {
  const Said said = EvaluateKind(bound, seen);
  if (seen != nullptr) {
    seen->clause = bound.clause;
    seen->outcome = said.outcome;
    seen->reasons = said.reasons;
  }
  return said;
}

Said ClauseEvaluation::EvaluateKind(const BoundClause& bound,
                                    ClauseResult* seen) const {
  switch (bound.clause->kind) {
    case Clause::Kind::kCompare:
      return Compare(bound, seen);
    case Clause::Kind::kOneOf:
      return OneOf(bound, seen);
    case Clause::Kind::kNot: {
      Said said = Join(bound, 1, seen);
      said.outcome = Not(said.outcome);
      return said;
    }
    case Clause::Kind::kAny:
      return Join(bound, 1, seen);
    case Clause::Kind::kAtLeast:
      return Join(bound, bound.clause->count, seen);
    case Clause::Kind::kInList:
      return InList(bound, seen);
    case Clause::Kind::kCodeMatches:
      return CodeMatches(bound);
    case Clause::Kind::kRegionKind:
      return OfRegion(bound, seen);
    case Clause::Kind::kRank:
      return Rank(bound, seen);
    case Clause::Kind::kScore:
      return Score(bound, seen);
    case Clause::Kind::kClassify:
      return Classify(bound, seen);
    case Clause::Kind::kAll:
    case Clause::Kind::kUnspecified:
      break;
  }
  return Join(bound, static_cast<int32_t>(bound.clauses.size()), seen);
}

Said ClauseEvaluation::Join(const BoundClause& bound, int32_t count,
                            ClauseResult* seen) const {
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

Said ClauseEvaluation::Compare(const BoundClause& bound,
                               ClauseResult* seen) const {
  const Edition& edition = policy_.edition();
  const Clause& clause = *bound.clause;
  Measured measured = MeasureOccupation(edition, clause.quantity, region_,
                                        occupation_, bound.borrow);
  const std::optional<RegionIndex> place =
      bound.benchmark_follows && measured.place
          ? measured.place
          : PlaceOf(edition, region_, bound.benchmark_scope);
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
    said.outcome =
        CompareIntervals(*measured.value, clause.comparator, *benchmark->value);
    // Only a bound is published, and it does not settle the comparison.
    if (said.outcome == Outcome::kUnknown)
      said.reasons = FlagOf(FigureStatus::kTopCoded);
    const bool asks = policy_.policy().confidence.is_set();
    if (IsEstimate(clause.quantity) && (asks || seen != nullptr)) {
      const int32_t probability =
          ProbabilityOf(bound, *measured.place, *place, seen);
      if (asks) said = AtConfidence(said, measured, probability);
    }
  }
  if (seen != nullptr) {
    seen->measured = std::move(measured);
    seen->benchmark = benchmark;
  }
  return said;
}

int32_t ClauseEvaluation::ProbabilityOf(const BoundClause& bound,
                                        RegionIndex place,
                                        RegionIndex benchmark_place,
                                        ClauseResult* seen) const {
  const Edition& edition = policy_.edition();
  const Clause& clause = *bound.clause;
  const Estimate measured =
      ErrorOf(edition, clause.quantity, place, occupation_);
  if (!measured.known()) return kNotKnown;
  const BenchmarkError& benchmark =
      policy_.BenchmarkErrorIn(bound, benchmark_place);
  const double correlation = CorrelationOf(
      edition, measured, place, occupation_, benchmark, benchmark_place);
  const int32_t milli = ComparisonMilli(measured, clause.comparator,
                                        benchmark.estimate, correlation);
  if (seen != nullptr && milli != kNotKnown) {
    seen->probability_milli = milli;
    seen->measured_model = measured.model;
    seen->benchmark_model = benchmark.estimate.model;
  }
  return milli;
}

Said ClauseEvaluation::AtConfidence(const Said& said, const Measured& measured,
                                    int32_t probability_milli) const {
  // A bound that settles the comparison settles it whatever the errors are.
  if (probability_milli == kNotKnown && said.outcome == Outcome::kPass &&
      !measured.value->high)
    return said;
  const Confidence& confidence = policy_.policy().confidence;
  Said sure;
  sure.borrowed = said.borrowed;
  if (probability_milli >= confidence.pass_at_least_milli) {
    sure.outcome = Outcome::kPass;
  } else if (probability_milli != kNotKnown &&
             probability_milli <= confidence.fail_at_most_milli) {
    sure.outcome = Outcome::kFail;
  } else {
    sure.reasons = MaskOf(FlagReason::kUncertain) | said.reasons;
  }
  return sure;
}

Said ClauseEvaluation::OneOf(const BoundClause& bound,
                             ClauseResult* seen) const {
  Measured measured =
      MeasureOccupation(policy_.edition(), bound.clause->quantity, region_,
                        occupation_, bound.borrow);
  Said said;
  said.borrowed = measured.borrowed;
  const vocabulary::Figure& figure = measured.cells[0].figure;
  if (figure.status != FigureStatus::kPublished) {
    said.reasons =
        FlagOf(measured.value ? FigureStatus::kTopCoded : measured.missing);
  } else {
    said.outcome = OutcomeOf(figure.value >= 0 && figure.value < 64 &&
                             (bound.levels >> figure.value & 1) != 0);
  }
  if (seen != nullptr) seen->measured = std::move(measured);
  return said;
}

Said ClauseEvaluation::InList(const BoundClause& bound,
                              ClauseResult* seen) const {
  Said said;
  if (!bound.list_in_force) {
    said.reasons = MaskOf(FlagReason::kListNotInForce);
    return said;
  }
  const auto entry = bound.listed.Find(policy_.edition(), occupation_, region_);
  said.outcome = OutcomeOf(entry.has_value());
  if (seen != nullptr && entry) seen->entry = &bound.list->entries[*entry];
  return said;
}

Said ClauseEvaluation::CodeMatches(const BoundClause& bound) const {
  const auto code = policy_.edition().occupation_code(occupation_);
  Said said;
  said.outcome = OutcomeOf(std::any_of(
      bound.patterns.begin(), bound.patterns.end(),
      [&](const CodePattern& pattern) { return pattern.Matches(code); }));
  return said;
}

Said ClauseEvaluation::OfRegion(const BoundClause& bound,
                                ClauseResult* seen) const {
  const std::vector<RegionKind>& kinds = bound.clause->region_kinds;
  Said said;
  said.outcome = OutcomeOf(std::find(kinds.begin(), kinds.end(),
                                     policy_.edition().region_kind(region_)) !=
                           kinds.end());
  if (seen != nullptr) seen->measured.place = region_;
  return said;
}

Said ClauseEvaluation::Rank(const BoundClause& bound,
                            ClauseResult* seen) const {
  Said said;
  const auto place =
      PlaceOf(policy_.edition(), region_, bound.clause->quantity.scope);
  if (!place) {
    said.reasons = FlagOf(FigureStatus::kNotPublished);
    return said;
  }
  const RankedGroup& group = policy_.RankingIn(bound, *place).Of(occupation_);
  said.outcome = group.outcome;
  // Its own figure is missing, or another group's that may come before it.
  if (said.outcome == Outcome::kUnknown)
    said.reasons = FlagOf(group.sum ? FigureStatus::kWithheld : group.missing);
  if (seen != nullptr) {
    seen->sum = group.sum;
    seen->rank = group.rank;
    seen->measured.place = place;
  }
  return said;
}

Said ClauseEvaluation::Score(const BoundClause& bound,
                             ClauseResult* seen) const {
  const Clause& clause = *bound.clause;
  Said said;
  FlagMask missing = 0;
  std::optional<Interval> sum = Interval::Exactly({});
  for (size_t i = 0; i < clause.components.size(); ++i) {
    const Quantity& quantity = clause.components[i].quantity;
    const Measured measured = MeasureOccupation(
        policy_.edition(), quantity, region_, occupation_, bound.borrow);
    said.borrowed = said.borrowed || measured.borrowed;
    if (!measured.value) missing |= FlagOf(measured.missing);
    std::optional<Interval> points;
    if (measured.value && measured.place)
      points =
          policy_.ScaleIn(bound, i, *measured.place).PointsOf(*measured.value);
    else
      points = PointScale::OfUnknown(clause.components[i]);
    if (sum && points) sum = Add(*sum, *points);
    if (!points) sum.reset();
  }
  if (sum)
    said.outcome = CompareIntervals(*sum, clause.comparator,
                                    Interval::Exactly({clause.cut_milli, 1}));
  if (said.outcome == Outcome::kUnknown)
    said.reasons = missing != 0 ? missing : FlagOf(FigureStatus::kNotPublished);
  if (seen != nullptr) seen->sum = sum;
  return said;
}

Said ClauseEvaluation::Classify(const BoundClause& bound,
                                ClauseResult* seen) const {
  const Clause& clause = *bound.clause;
  if (seen != nullptr) seen->clauses.resize(bound.clauses.size());
  Candidates candidates;
  Said said;
  bool settled = false;
  for (size_t i = 0; i < bound.clauses.size(); ++i) {
    const Said inner = Evaluate(bound.clauses[i],
                                seen == nullptr ? nullptr : &seen->clauses[i]);
    said.borrowed = said.borrowed || inner.borrowed;
    if (settled || inner.outcome == Outcome::kFail) continue;
    candidates.Add(clause.classes[i]);
    said.reasons |= inner.reasons;
    settled = inner.outcome == Outcome::kPass;
  }
  if (!settled) candidates.Add(clause.otherwise);
  said.outcome = candidates.outcome();
  if (said.outcome != Outcome::kUnknown) said.reasons = 0;
  if (seen != nullptr) seen->option = candidates.only();
  return said;
}

}  // namespace plumbline::alignment
