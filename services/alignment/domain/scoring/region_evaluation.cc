#include "services/alignment/domain/scoring/region_evaluation.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "services/alignment/domain/scoring/evaluate_clause.h"
#include "services/alignment/domain/scoring/figure_error.h"
#include "services/alignment/domain/scoring/measured.h"
#include "services/alignment/domain/scoring/row_comparison.h"

namespace plumbline::alignment {
namespace {

using OutcomeRow = std::vector<Outcome>;

// The clauses of one region, each for all occupations.
class RegionClauses {
 public:
  RegionClauses(const BoundPolicy& policy, RegionIndex region)
      : policy_(policy),
        edition_(policy.edition()),
        region_(region),
        count_(edition_.occupation_count()) {}

  OutcomeRow Evaluate(const ClausePlan& plan) const {
    switch (plan.bound->clause->kind) {
      case Clause::Kind::kCompare:
        return Compare(plan);
      case Clause::Kind::kOneOf:
        return OneOf(plan);
      case Clause::Kind::kNot: {
        OutcomeRow outcomes = Join(plan, 1);
        for (Outcome& outcome : outcomes) outcome = Not(outcome);
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
      case Clause::Kind::kAll:
      case Clause::Kind::kUnspecified:
        break;
    }
    return Join(plan, static_cast<int32_t>(plan.clauses.size()));
  }

 private:
  Outcome Singly(const ClausePlan& plan, size_t occupation) const {
    return ClauseEvaluation(policy_, region_,
                            static_cast<OccupationIndex>(occupation))
        .Evaluate(*plan.bound, nullptr)
        .outcome;
  }

  OutcomeRow OneByOne(const ClausePlan& plan) const {
    OutcomeRow outcomes(count_);
    for (size_t i = 0; i < count_; ++i) outcomes[i] = Singly(plan, i);
    return outcomes;
  }

  OutcomeRow Join(const ClausePlan& plan, int32_t count) const {
    // Bytes go through the processor sixteen and more at a time.
    return plan.clauses.size() <= UINT8_MAX
               ? JoinCounting<uint8_t>(plan, count)
               : JoinCounting<uint32_t>(plan, count);
  }

  template <typename Counter>
  OutcomeRow JoinCounting(const ClausePlan& plan, int32_t count) const {
    const auto clauses = static_cast<int32_t>(plan.clauses.size());
    if (count > clauses) return OutcomeRow(count_, Outcome::kFail);
    std::vector<Counter> passes(count_);
    std::vector<Counter> fails(count_);
    for (const ClausePlan& inner : plan.clauses) {
      const OutcomeRow outcomes = Evaluate(inner);
      for (size_t i = 0; i < count_; ++i) {
        const bool is_pass = outcomes[i] == Outcome::kPass;
        const bool is_fail = outcomes[i] == Outcome::kFail;
        passes[i] = static_cast<Counter>(passes[i] + (is_pass ? 1 : 0));
        fails[i] = static_cast<Counter>(fails[i] + (is_fail ? 1 : 0));
      }
    }
    // AtLeast of each: so many passes, or more fails than may be missing.
    OutcomeRow joined(count_);
    const auto enough = static_cast<Counter>(count);
    const auto spare = static_cast<Counter>(clauses - count);
    for (size_t i = 0; i < count_; ++i) {
      const Outcome open =
          fails[i] > spare ? Outcome::kFail : Outcome::kUnknown;
      joined[i] = passes[i] >= enough ? Outcome::kPass : open;
    }
    return joined;
  }

  // Calls `first(row)` with the row of the place that the quantity is read in,
  // then, where figures may be borrowed, `borrowed(row, occupation)` for each
  // occupation that has its number from a larger region.
  template <typename First, typename Borrowed>
  void ForRows(const ClausePlan& plan, const RowsOfQuantity& rows, Scope scope,
               const First& first, const Borrowed& borrowed) const {
    const auto place = PlaceOf(edition_, region_, scope);
    std::vector<size_t> open;
    const bool may_borrow = plan.bound->borrow.allowed;
    if (place) first(rows.In(*place), *place);
    if (!may_borrow) return;
    for (size_t i = 0; i < count_; ++i) {
      if (!place || rows.In(*place).Has(i, QuantityRow::kMayBeElsewhere))
        open.push_back(i);
    }
    for (auto larger = edition_.parent(place.value_or(region_));
         larger && !open.empty(); larger = edition_.parent(*larger)) {
      if (!plan.bound->borrow.MayLend(edition_.region_kind(*larger))) continue;
      const QuantityRow& row = rows.In(*larger);
      std::vector<size_t> known;
      std::vector<size_t> still;
      for (const size_t i : open)
        (row.Has(i, QuantityRow::kKnown) ? known : still).push_back(i);
      borrowed(row, *larger, known);
      open = std::move(still);
    }
  }

  std::optional<Interval> BenchmarkFor(const ClausePlan& plan,
                                       const QuantityRow& row) const {
    const BoundClause& bound = *plan.bound;
    const auto place = bound.benchmark_follows && row.place
                           ? row.place
                           : PlaceOf(edition_, region_, bound.benchmark_scope);
    if (!place) return std::nullopt;
    if (plan.statistics != nullptr) {
      const auto& statistic = plan.statistics->In(*place);
      if (statistic.exact) {
        std::optional<Interval> value = statistic.value;
        for (const int32_t share : plan.shares_milli)
          if (value) value = ShareOf(*value, share);
        return value;
      }
    }
    return policy_.BenchmarkIn(bound, *place).value;
  }

  OutcomeRow Compare(const ClausePlan& plan) const {
    const Clause& clause = *plan.bound->clause;
    // Probabilities are an occupation's own.
    if (policy_.policy().confidence.is_set() && IsEstimate(clause.quantity))
      return OneByOne(plan);
    OutcomeRow outcomes(count_, Outcome::kUnknown);
    ForRows(
        plan, *plan.rows, plan.bound->clause->quantity.scope,
        [&](const QuantityRow& row, RegionIndex /*place*/) {
          const auto benchmark = BenchmarkFor(plan, row);
          if (!benchmark) return;
          RowComparison(row, clause.comparator, *benchmark).Compare(&outcomes);
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

  void Correct(const ClausePlan& plan, const QuantityRow& row,
               OutcomeRow* outcomes) const {
    for (size_t i = 0; i < count_; ++i) {
      if (row.Has(i, QuantityRow::kLarge)) (*outcomes)[i] = Singly(plan, i);
    }
  }

  OutcomeRow InList(const ClausePlan& plan) const {
    OutcomeRow outcomes(count_, Outcome::kUnknown);
    if (!plan.bound->list_in_force) return outcomes;
    for (size_t i = 0; i < count_; ++i) {
      const auto entry = plan.bound->listed.Find(
          edition_, static_cast<OccupationIndex>(i), region_);
      outcomes[i] = entry ? Outcome::kPass : Outcome::kFail;
    }
    return outcomes;
  }

  OutcomeRow OneOf(const ClausePlan& plan) const {
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

  // Sums of points: known where every component gives some.
  static void AddPoints(const DecileRow& deciles, int64_t weight,
                        QuantityRow* sums) {
    const size_t count = sums->marks.size();
    if (!deciles.has_scale) {
      sums->marks.assign(count, 0);
      return;
    }
    for (size_t i = 0; i < count; ++i) {
      sums->lows[i] += deciles.fewest[i] * weight;
      sums->highs[i] += deciles.most[i] * weight;
    }
  }

  // False when points have to be worked out one by one.
  bool AddComponent(const ClausePlan& plan, size_t component,
                    QuantityRow* sums) const {
    const ScoreComponent& rule = plan.bound->clause->components[component];
    const RowsOfQuantity& rows = *plan.components[component];
    const auto place = PlaceOf(edition_, region_, rule.quantity.scope);
    // What is borrowed has its points in the larger place.
    if (!place || plan.bound->borrow.allowed) return false;
    const DecileRow& deciles = rows.DecilesIn(*place);
    if (deciles.exact) AddPoints(deciles, rule.weight_milli, sums);
    return deciles.exact;
  }

  // The sums of a clause's points, kept for the region's other clauses over the
  // same components: classes differ in their cuts. Null when points have to be
  // worked out one by one.
  const QuantityRow* SumsOf(const ClausePlan& plan) const {
    for (const auto& [held, sums] : sums_) {
      if (SameComponents(*held, plan)) return &sums;
    }
    QuantityRow sums;
    sums.marks.assign(count_, QuantityRow::kKnown);
    sums.lows.resize(count_);
    sums.highs.resize(count_);
    for (size_t i = 0; i < plan.components.size(); ++i) {
      if (!AddComponent(plan, i, &sums)) return nullptr;
    }
    return &sums_.emplace_back(&plan, std::move(sums)).second;
  }

  static bool SameComponents(const ClausePlan& a, const ClausePlan& b) {
    const auto same = [](const ScoreComponent& x, const ScoreComponent& y) {
      return x.quantity.scope == y.quantity.scope &&
             x.weight_milli == y.weight_milli;
    };
    const auto& x = a.bound->clause->components;
    const auto& y = b.bound->clause->components;
    return a.components == b.components &&
           std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
  }

  OutcomeRow Score(const ClausePlan& plan) const {
    const Clause& clause = *plan.bound->clause;
    if (plan.components.empty()) return OneByOne(plan);
    const QuantityRow* sums = SumsOf(plan);
    if (sums == nullptr) return OneByOne(plan);
    OutcomeRow outcomes(count_, Outcome::kUnknown);
    RowComparison(*sums, clause.comparator,
                  Interval::Exactly({clause.cut_milli, 1}))
        .Compare(&outcomes);
    return outcomes;
  }

  OutcomeRow Rank(const ClausePlan& plan) const {
    OutcomeRow outcomes(count_, Outcome::kUnknown);
    const auto place =
        PlaceOf(edition_, region_, plan.bound->clause->quantity.scope);
    if (!place) return outcomes;
    const Ranking& ranking = policy_.RankingIn(*plan.bound, *place);
    for (size_t i = 0; i < count_; ++i)
      outcomes[i] = ranking.Of(static_cast<OccupationIndex>(i)).outcome;
    return outcomes;
  }

  // The classes that an occupation may be of decide, the first that holds
  // taking precedence.
  OutcomeRow Classify(const ClausePlan& plan) const {
    const Clause& clause = *plan.bound->clause;
    // 1 while no class holds for certain.
    std::vector<uint8_t> open(count_, 1);
    std::vector<uint8_t> some_pass(count_);
    std::vector<uint8_t> some_fail(count_);
    for (size_t option = 0; option < plan.clauses.size(); ++option) {
      const OutcomeRow outcomes = Evaluate(plan.clauses[option]);
      std::vector<uint8_t>& some =
          clause.classes[option].passes ? some_pass : some_fail;
      for (size_t i = 0; i < count_; ++i) {
        const bool may_hold = outcomes[i] != Outcome::kFail;
        const bool holds = outcomes[i] == Outcome::kPass;
        some[i] = static_cast<uint8_t>(some[i] | (may_hold ? open[i] : 0));
        open[i] = static_cast<uint8_t>(holds ? 0 : open[i]);
      }
    }
    std::vector<uint8_t>& otherwise =
        clause.otherwise.passes ? some_pass : some_fail;
    OutcomeRow joined(count_);
    for (size_t i = 0; i < count_; ++i) {
      otherwise[i] = static_cast<uint8_t>(otherwise[i] | open[i]);
      const Outcome mixed =
          some_pass[i] == 0 ? Outcome::kFail : Outcome::kUnknown;
      joined[i] = some_fail[i] == 0 ? Outcome::kPass : mixed;
    }
    return joined;
  }

  const BoundPolicy& policy_;
  const Edition& edition_;
  const RegionIndex region_;
  const size_t count_;
  // Of clauses with points, in the order in which they came.
  mutable std::deque<std::pair<const ClausePlan*, QuantityRow>> sums_;
};

// EvaluateGuards of evaluate_occupation.cc, for all occupations.
struct GuardRows {
  GuardRows(const std::vector<ClausePlan>& plans, const Policy& policy,
            const RegionClauses& clauses, size_t count)
      : outcomes(count, Outcome::kPass), open(count) {
    std::vector<uint8_t> fails(count);
    for (size_t guard = 0; guard < plans.size(); ++guard) {
      const bool rates = policy.guards[guard].action == Guard::Action::kUnrated;
      const OutcomeRow said = clauses.Evaluate(plans[guard]);
      for (size_t i = 0; i < count; ++i) {
        if (said[i] == Outcome::kPass) continue;
        outcomes[i] = Outcome::kUnknown;
        if (rates) open[i] = 1;
        if (!rates && said[i] == Outcome::kFail) fails[i] = 1;
      }
    }
    for (size_t i = 0; i < count; ++i) {
      if (fails[i] == 0) continue;
      outcomes[i] = Outcome::kFail;
      open[i] = 0;
    }
  }

  // AtLeast(2) of the guards and the row; nothing is said where they are open.
  void Restrict(OutcomeRow* row) const {
    for (size_t i = 0; i < open.size(); ++i) {
      const Outcome said = (*row)[i];
      const bool fails =
          said == Outcome::kFail || outcomes[i] == Outcome::kFail;
      const Outcome known = fails                           ? Outcome::kFail
                            : outcomes[i] == Outcome::kPass ? said
                                                            : Outcome::kUnknown;
      (*row)[i] = open[i] != 0 ? Outcome::kUnknown : known;
    }
  }

  OutcomeRow outcomes;
  std::vector<uint8_t> open;
};

}  // namespace

RegionEvaluation::RegionEvaluation(const BoundPolicy& policy,
                                   QuantityRows* rows)
    : policy_(policy) {
  for (const BoundClause& guard : policy.guards())
    guards_.push_back(PlanOf(policy, guard, rows));
  for (const BoundClause& dimension : policy.dimensions())
    dimensions_.push_back(PlanOf(policy, dimension, rows));
}

void RegionEvaluation::Evaluate(RegionIndex region,
                                absl::Span<Outcome> outcomes) const {
  const RegionClauses clauses(policy_, region);
  const size_t count = policy_.edition().occupation_count();
  const GuardRows guards(guards_, policy_.policy(), clauses, count);
  // Plane by plane: the policy as a whole, then its dimensions.
  std::vector<OutcomeRow> planes(1, OutcomeRow(count));
  for (size_t d = 0; d < dimensions_.size(); ++d) {
    OutcomeRow& row = planes.emplace_back(clauses.Evaluate(dimensions_[d]));
    if (!guards_.empty()) guards.Restrict(&row);
    ApplyExceptions(region, policy_.policy().dimensions[d].dimension, &row);
  }
  const int32_t required = policy_.policy().dimensions_required;
  std::vector<uint8_t> passes(count);
  std::vector<uint8_t> may_pass(count);
  for (size_t plane = 1; plane < planes.size(); ++plane) {
    for (size_t i = 0; i < count; ++i) {
      const Outcome outcome = planes[plane][i];
      passes[i] =
          static_cast<uint8_t>(passes[i] + (outcome == Outcome::kPass ? 1 : 0));
      may_pass[i] = static_cast<uint8_t>(may_pass[i] +
                                         (outcome != Outcome::kFail ? 1 : 0));
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const Outcome open =
        may_pass[i] < required ? Outcome::kFail : Outcome::kUnknown;
    planes[0][i] = passes[i] >= required ? Outcome::kPass : open;
  }
  if (!guards_.empty()) guards.Restrict(&planes[0]);
  ApplyExceptions(region, Dimension::kUnspecified, &planes[0]);
  for (size_t plane = 0; plane < planes.size(); ++plane) {
    for (size_t i = 0; i < count; ++i)
      outcomes[i * planes.size() + plane] = planes[plane][i];
  }
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
