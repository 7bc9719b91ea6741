#include "services/alignment/domain/scoring/clauses/clause_plan.h"

#include "services/alignment/domain/scoring/clauses/evaluate_clause.h"
#include "services/alignment/domain/scoring/quantities/benchmark.h"

namespace plumbline::alignment {
namespace {

void PlanCompare(const BoundPolicy& policy, QuantityRows* rows,
                 ClausePlan* plan) {
  const Clause& clause = *plan->bound->clause;
  const Benchmark& innermost = InnermostOf(policy.policy(), clause.benchmark);
  plan->rows = rows->Of(clause.quantity);
  if (innermost.kind != Benchmark::Kind::kAcrossOccupations) return;
  plan->statistics = rows->StatisticsOf(clause.quantity, innermost);
  const Benchmark* at = &clause.benchmark;
  while (true) {
    if (at->percent_milli != 0) plan->shares_milli.push_back(at->percent_milli);
    if (at == &innermost) break;
    for (const NamedBenchmark& named : policy.policy().benchmarks) {
      if (named.name != at->name) continue;
      at = &named.benchmark;
      break;
    }
  }
}

// Deviations are an occupation's own.
void PlanScore(QuantityRows* rows, ClausePlan* plan) {
  for (const ScoreComponent& component : plan->bound->clause->components) {
    if (component.binning != ScoreComponent::Binning::kDecile) {
      plan->components.clear();
      return;
    }
    plan->components.push_back(rows->Of(component.quantity));
  }
  if (!plan->bound->clause->among_guarded) return;
  plan->guarded_deciles.resize(plan->components.size());
  for (PerRegion<DecileRow>& deciles : plan->guarded_deciles)
    deciles.Resize(1, rows->edition().region_count());
}

// Of a clause that says the same in every region.
std::vector<Outcome> MatchesOf(const BoundPolicy& policy,
                               const BoundClause& bound) {
  const size_t count = policy.edition().occupation_count();
  std::vector<Outcome> matches;
  matches.reserve(count);
  for (size_t i = 0; i < count; ++i)
    matches.push_back(
        ClauseEvaluation(policy, 0, static_cast<OccupationIndex>(i))
            .Evaluate(bound, nullptr)
            .outcome);
  return matches;
}

// Whether the clause's outcomes are those of the place that it reads, whatever
// region lies in it.
bool IsOfPlace(const BoundPolicy& policy, const BoundClause& bound) {
  const Clause& clause = *bound.clause;
  const Scope scope = clause.quantity.scope;
  if (bound.borrow.allowed ||
      (scope != Scope::kState && scope != Scope::kNation))
    return false;
  if (clause.kind == Clause::Kind::kOneOf) return true;
  return clause.kind == Clause::Kind::kCompare &&
         (bound.benchmark_follows ||
          InnermostOf(policy.policy(), clause.benchmark).kind ==
              Benchmark::Kind::kConstant);
}

}  // namespace

ClausePlan PlanOf(const BoundPolicy& policy, const BoundClause& bound,
                  QuantityRows* rows) {
  ClausePlan plan;
  plan.bound = &bound;
  if (IsOfPlace(policy, bound)) {
    plan.by_place = std::make_unique<PerRegion<OutcomeRow>>();
    plan.by_place->Resize(1, policy.edition().region_count());
  }
  switch (bound.clause->kind) {
    case Clause::Kind::kCompare:
      PlanCompare(policy, rows, &plan);
      break;
    case Clause::Kind::kOneOf:
      if (bound.clause->quantity.kind == Quantity::Kind::kMeasure)
        plan.rows = rows->Of(bound.clause->quantity);
      break;
    case Clause::Kind::kInList:
      if (!bound.list_in_force || bound.listed.is_everywhere())
        plan.matches = MatchesOf(policy, bound);
      break;
    case Clause::Kind::kCodeMatches:
      plan.matches = MatchesOf(policy, bound);
      break;
    case Clause::Kind::kScore:
      PlanScore(rows, &plan);
      break;
    case Clause::Kind::kRank:
      // What it takes out is ranked, not evaluated.
      return plan;
    default:
      break;
  }
  for (const BoundClause& inner : bound.clauses)
    plan.clauses.push_back(PlanOf(policy, inner, rows));
  return plan;
}

}  // namespace plumbline::alignment
