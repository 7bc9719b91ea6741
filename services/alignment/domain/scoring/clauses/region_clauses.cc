#include "services/alignment/domain/scoring/clauses/region_clauses.h"

#include <algorithm>

#include "services/alignment/domain/scoring/clauses/evaluate_clause.h"
#include "services/alignment/domain/scoring/quantities/benchmark.h"
#include "services/alignment/domain/scoring/quantities/confident_comparison.h"
#include "services/alignment/domain/scoring/quantities/figure_error.h"
#include "services/alignment/domain/scoring/quantities/measured.h"
#include "services/alignment/domain/scoring/quantities/row_comparison.h"

namespace plumbline::alignment {
namespace {

// What the policy takes of the plan's statistic, which is exact.
std::optional<Interval> ShareOfStatistic(const ClausePlan& plan,
                                         RegionIndex place) {
  std::optional<Interval> value = plan.statistics->In(place).value;
  for (const int32_t share : plan.shares_milli)
    if (value) value = ShareOf(*value, share);
  return value;
}

bool HasExactStatistic(const ClausePlan& plan, RegionIndex place) {
  return plan.statistics != nullptr && plan.statistics->In(place).exact;
}

bool SameComponents(const ClausePlan& a, const ClausePlan& b) {
  const auto same = [](const ScoreComponent& x, const ScoreComponent& y) {
    return x.quantity.scope == y.quantity.scope &&
           x.weight_milli == y.weight_milli;
  };
  const auto& x = a.bound->clause->components;
  const auto& y = b.bound->clause->components;
  return a.components == b.components &&
         a.bound->clause->among_guarded == b.bound->clause->among_guarded &&
         std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
}

}  // namespace

OutcomeRow RegionClauses::Evaluate(const ClausePlan& plan) const {
  if (plan.by_place == nullptr) return EvaluateHere(plan);
  const auto place =
      PlaceOf(edition_, region_, plan.bound->clause->quantity.scope);
  if (!place) return EvaluateHere(plan);
  return plan.by_place->Get(0, *place, [&] { return EvaluateHere(plan); });
}

OutcomeRow RegionClauses::EvaluateHere(const ClausePlan& plan) const {
  switch (plan.bound->clause->kind) {
    case Clause::Kind::kCompare:
      return Compare(plan);
    case Clause::Kind::kOneOf:
      return OneOf(plan);
    case Clause::Kind::kNot: {
      OutcomeRow outcomes = Join(plan, 1);
      Negate(&outcomes);
      return outcomes;
    }
    case Clause::Kind::kAny:
      return Join(plan, 1);
    case Clause::Kind::kAtLeast:
      return Join(plan, plan.bound->clause->count);
    case Clause::Kind::kCodeMatches:
      return plan.matches;
    case Clause::Kind::kRank:
      return Rank(plan);
    case Clause::Kind::kClassify:
      return Classify(plan);
    case Clause::Kind::kScore:
      return Score(plan);
    case Clause::Kind::kInList:
      return InList(plan);
    case Clause::Kind::kRegionKind:
      // The same for every occupation.
      return OutcomeRow(count_,
                        count_ == 0 ? Outcome::kUnknown : Singly(plan, 0));
    case Clause::Kind::kAll:
    case Clause::Kind::kUnspecified:
      break;
  }
  return Join(plan, static_cast<int32_t>(plan.clauses.size()));
}

Outcome RegionClauses::Singly(const ClausePlan& plan, size_t occupation) const {
  return ClauseEvaluation(policy_, region_,
                          static_cast<OccupationIndex>(occupation))
      .Evaluate(*plan.bound, nullptr)
      .outcome;
}

OutcomeRow RegionClauses::OneByOne(const ClausePlan& plan) const {
  OutcomeRow outcomes(count_);
  for (size_t i = 0; i < count_; ++i) outcomes[i] = Singly(plan, i);
  return outcomes;
}

OutcomeRow RegionClauses::Join(const ClausePlan& plan, int32_t count) const {
  const auto clauses = static_cast<int32_t>(plan.clauses.size());
  if (clauses == 0 || (count != 1 && count != clauses))
    return CountJoined(plan, count);
  OutcomeRow joined = Evaluate(plan.clauses[0]);
  for (size_t i = 1; i < plan.clauses.size(); ++i) {
    const OutcomeRow next = Evaluate(plan.clauses[i]);
    if (count == clauses)
      AndInto(next, &joined);
    else
      OrInto(next, &joined);
  }
  return joined;
}

OutcomeRow RegionClauses::CountJoined(const ClausePlan& plan,
                                      int32_t count) const {
  OutcomeCounts counts(count_);
  for (const ClausePlan& inner : plan.clauses) counts.Add(Evaluate(inner));
  return counts.AtLeast(count);
}

// Calls `first(row)` with the row of the place that the quantity is read in,
// then, where figures may be borrowed, `borrowed(row, occupation)` for each
// occupation that has its number from a larger region.
template <typename First, typename Borrowed>
void RegionClauses::ForRows(const ClausePlan& plan, const RowsOfQuantity& rows,
                            Scope scope, const First& first,
                            const Borrowed& borrowed) const {
  const auto place = PlaceOf(edition_, region_, scope);
  std::vector<size_t> open;
  const bool may_borrow = plan.bound->borrow.allowed;
  if (place) first(rows.In(*place), *place);
  if (!may_borrow) return;
  for (size_t i = 0; i < count_; ++i) {
    if (!place || rows.In(*place).Has(i, QuantityRow::kMayBeElsewhere))
      open.push_back(i);
  }
  for (const RegionIndex larger : edition_.enclosing(place.value_or(region_))) {
    if (open.empty()) break;
    if (!plan.bound->borrow.MayLend(edition_.region_kind(larger))) continue;
    const QuantityRow& row = rows.In(larger);
    std::vector<size_t> known;
    std::vector<size_t> still;
    for (const size_t i : open)
      (row.Has(i, QuantityRow::kKnown) ? known : still).push_back(i);
    borrowed(row, larger, known);
    open = std::move(still);
  }
}

std::optional<RegionIndex> RegionClauses::BenchmarkPlaceFor(
    const ClausePlan& plan, const QuantityRow& row) const {
  const BoundClause& bound = *plan.bound;
  return bound.benchmark_follows && row.place
             ? row.place
             : PlaceOf(edition_, region_, bound.benchmark_scope);
}

std::optional<Interval> RegionClauses::BenchmarkFor(
    const ClausePlan& plan, const QuantityRow& row) const {
  const auto place = BenchmarkPlaceFor(plan, row);
  if (!place) return std::nullopt;
  return HasExactStatistic(plan, *place)
             ? ShareOfStatistic(plan, *place)
             : policy_.BenchmarkIn(*plan.bound, *place).value;
}

BenchmarkError RegionClauses::BenchmarkErrorFor(const ClausePlan& plan,
                                                RegionIndex place) const {
  if (!HasExactStatistic(plan, place))
    return policy_.BenchmarkErrorIn(*plan.bound, place);
  const auto& whole = plan.statistics->In(place).value;
  return ErrorOfStatisticBenchmark(
      InnermostOf(policy_.policy(), plan.bound->clause->benchmark),
      ShareOfStatistic(plan, place), whole,
      ErrorUnits(plan.bound->clause->quantity),
      whole ? plan.statistics->ErrorIn(place) : MemberStatistic());
}

OutcomeRow RegionClauses::Compare(const ClausePlan& plan) const {
  const Clause& clause = *plan.bound->clause;
  if (policy_.policy().confidence.is_set() && IsEstimate(clause.quantity))
    return CompareConfidently(plan);
  OutcomeRow outcomes(count_, Outcome::kUnknown);
  ForRows(
      plan, *plan.rows, clause.quantity.scope,
      [&](const QuantityRow& row, RegionIndex /*place*/) {
        const auto benchmark = BenchmarkFor(plan, row);
        if (!benchmark) return;
        RowComparison(row, clause.comparator, *benchmark)
            .Compare(outcomes.data());
        if (row.has_large) Correct(plan, row, &outcomes);
      },
      [&](const QuantityRow& row, RegionIndex /*place*/,
          const std::vector<size_t>& known) {
        const auto benchmark = BenchmarkFor(plan, row);
        if (!benchmark) return;
        const RowComparison comparison(row, clause.comparator, *benchmark);
        for (const size_t i : known)
          outcomes[i] = row.Has(i, QuantityRow::kLarge) ? Singly(plan, i)
                                                        : comparison.At(i);
      });
  return outcomes;
}

// At the confidence that the policy asks for.
OutcomeRow RegionClauses::CompareConfidently(const ClausePlan& plan) const {
  OutcomeRow outcomes(count_, Outcome::kUnknown);
  ForRows(
      plan, *plan.rows, plan.bound->clause->quantity.scope,
      [&](const QuantityRow& row, RegionIndex place) {
        std::vector<size_t> known;
        for (size_t i = 0; i < count_; ++i)
          if (row.Has(i, QuantityRow::kKnown)) known.push_back(i);
        CompareConfidently(plan, row, place, known, &outcomes);
      },
      [&](const QuantityRow& row, RegionIndex place,
          const std::vector<size_t>& known) {
        CompareConfidently(plan, row, place, known, &outcomes);
      });
  return outcomes;
}

void RegionClauses::CompareConfidently(const ClausePlan& plan,
                                       const QuantityRow& row,
                                       RegionIndex place,
                                       const std::vector<size_t>& known,
                                       OutcomeRow* outcomes) const {
  const auto benchmark = BenchmarkFor(plan, row);
  if (known.empty() || !benchmark) return;
  const RegionIndex benchmark_place = *BenchmarkPlaceFor(plan, row);
  const BenchmarkError error = BenchmarkErrorFor(plan, benchmark_place);
  const Comparator comparator = plan.bound->clause->comparator;
  const RowComparison plain(row, comparator, *benchmark);
  const ConfidentComparison comparison(
      edition_,
      {.row = row,
       .errors = plan.rows->ErrorsIn(place),
       .plain = plain,
       .benchmark = error,
       .place = place,
       .benchmark_place = benchmark_place},
      {comparator, policy_.policy().confidence, cuts_});
  comparison.Compare(known, outcomes->data());
  if (!row.has_large) return;
  for (const size_t i : known) {
    if (row.Has(i, QuantityRow::kLarge)) (*outcomes)[i] = Singly(plan, i);
  }
}

void RegionClauses::Correct(const ClausePlan& plan, const QuantityRow& row,
                            OutcomeRow* outcomes) const {
  for (size_t i = 0; i < count_; ++i) {
    if (row.Has(i, QuantityRow::kLarge)) (*outcomes)[i] = Singly(plan, i);
  }
}

OutcomeRow RegionClauses::InList(const ClausePlan& plan) const {
  if (!plan.matches.empty()) return plan.matches;
  OutcomeRow outcomes(count_);
  for (size_t i = 0; i < count_; ++i) {
    const auto entry = plan.bound->listed.Find(
        edition_, static_cast<OccupationIndex>(i), region_);
    outcomes[i] = entry ? Outcome::kPass : Outcome::kFail;
  }
  return outcomes;
}

OutcomeRow RegionClauses::OneOf(const ClausePlan& plan) const {
  if (plan.rows == nullptr) return OneByOne(plan);
  OutcomeRow outcomes(count_, Outcome::kUnknown);
  const auto at = [&](const QuantityRow& row, size_t i) {
    if (!row.Has(i, QuantityRow::kPublished)) return Outcome::kUnknown;
    if (row.Has(i, QuantityRow::kLarge)) return Outcome::kFail;
    const int64_t level = row.lows[i];
    return level >= 0 && level < 64 && (plan.bound->levels >> level & 1) != 0
               ? Outcome::kPass
               : Outcome::kFail;
  };
  ForRows(
      plan, *plan.rows, plan.bound->clause->quantity.scope,
      [&](const QuantityRow& row, RegionIndex /*place*/) {
        for (size_t i = 0; i < count_; ++i) outcomes[i] = at(row, i);
      },
      [&](const QuantityRow& row, RegionIndex /*place*/,
          const std::vector<size_t>& known) {
        for (const size_t i : known) outcomes[i] = at(row, i);
      });
  return outcomes;
}

const OutcomeRow& RegionClauses::GuardedIn(RegionIndex place) const {
  return guards_.met.Get(0, place, [&] {
    const RegionClauses there(policy_, place, cuts_, guards_);
    OutcomeRow met(count_, Outcome::kPass);
    for (const ClausePlan& guard : guards_.guards)
      AndInto(there.Evaluate(guard), &met);
    return met;
  });
}

const DecileRow& RegionClauses::DecilesIn(const ClausePlan& plan,
                                          size_t component,
                                          RegionIndex place) const {
  const RowsOfQuantity& rows = *plan.components[component];
  if (!plan.bound->clause->among_guarded) return rows.DecilesIn(place);
  // Counts of descriptors are the nation's wherever they are asked for.
  const RegionIndex at = rows.In(place).place.value_or(place);
  return plan.guarded_deciles[component].Get(
      0, at, [&] { return DecilesOf(rows.In(at), GuardedIn(at)); });
}

// False when points have to be worked out one by one.
bool RegionClauses::AddComponent(const ClausePlan& plan, size_t component,
                                 PointSums* sums) const {
  const ScoreComponent& rule = plan.bound->clause->components[component];
  const auto place = PlaceOf(edition_, region_, rule.quantity.scope);
  // What is borrowed has its points in the larger place.
  if (!place || plan.bound->borrow.allowed) return false;
  const DecileRow& deciles = DecilesIn(plan, component, *place);
  if (!deciles.exact) return false;
  for (size_t i = 0; i < count_; ++i) {
    sums->fewest[i] += deciles.fewest[i] * int64_t{rule.weight_milli};
    sums->most[i] += deciles.most[i] * int64_t{rule.weight_milli};
  }
  return true;
}

// The sums of a clause's points, kept for the region's other clauses over the
// same components: classes differ in their cuts. Null when points have to be
// worked out one by one.
const QuantityRow* RegionClauses::SumsOf(const ClausePlan& plan) const {
  for (const auto& [held, sums] : sums_) {
    if (SameComponents(*held, plan)) return &sums;
  }
  PointSums points{std::vector<int64_t>(count_), std::vector<int64_t>(count_)};
  for (size_t i = 0; i < plan.components.size(); ++i) {
    if (!AddComponent(plan, i, &points)) return nullptr;
  }
  QuantityRow sums;
  sums.marks.assign(count_, QuantityRow::kKnown);
  sums.lows = Numerators(points.fewest);
  sums.highs = Numerators(points.most);
  return &sums_.emplace_back(&plan, std::move(sums)).second;
}

OutcomeRow RegionClauses::Score(const ClausePlan& plan) const {
  const Clause& clause = *plan.bound->clause;
  if (plan.components.empty()) return OneByOne(plan);
  const QuantityRow* sums = SumsOf(plan);
  if (sums == nullptr) return OneByOne(plan);
  OutcomeRow outcomes(count_, Outcome::kUnknown);
  RowComparison(*sums, clause.comparator,
                Interval::Exactly({clause.cut_milli, 1}))
      .Compare(outcomes.data());
  return outcomes;
}

OutcomeRow RegionClauses::Rank(const ClausePlan& plan) const {
  OutcomeRow outcomes(count_, Outcome::kUnknown);
  const auto place =
      PlaceOf(edition_, region_, plan.bound->clause->quantity.scope);
  if (!place) return outcomes;
  const Ranking& ranking = policy_.RankingIn(*plan.bound, *place);
  for (size_t i = 0; i < count_; ++i)
    outcomes[i] = ranking.Of(static_cast<OccupationIndex>(i)).outcome;
  return outcomes;
}

OutcomeRow RegionClauses::Classify(const ClausePlan& plan) const {
  const Clause& clause = *plan.bound->clause;
  ClassCandidates candidates(count_);
  for (size_t i = 0; i < plan.clauses.size(); ++i)
    candidates.Add(Evaluate(plan.clauses[i]), clause.classes[i].passes);
  return candidates.Otherwise(clause.otherwise.passes);
}

}  // namespace plumbline::alignment
