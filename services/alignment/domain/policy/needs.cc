#include <set>
#include <vector>

#include "services/alignment/domain/policy/validate.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;

// Calls `visit` with every clause of the policy, outer ones first.
template <typename Visit>
void ForEachClause(const Clause& clause, const Visit& visit) {
  visit(clause);
  for (const Clause& inner : clause.clauses) ForEachClause(inner, visit);
}

template <typename Visit>
void ForEachClause(const Policy& policy, const Visit& visit) {
  for (const Guard& guard : policy.guards) ForEachClause(guard.clause, visit);
  for (const DimensionRule& rule : policy.dimensions)
    ForEachClause(rule.clause, visit);
}

// Calls `visit` with every quantity that the clause itself reads.
template <typename Visit>
void ForEachQuantity(const Clause& clause, const Visit& visit) {
  switch (clause.kind) {
    case Clause::Kind::kCompare:
    case Clause::Kind::kOneOf:
    case Clause::Kind::kRank:
      visit(clause.quantity);
      break;
    case Clause::Kind::kScore:
      for (const ScoreComponent& component : clause.components)
        visit(component.quantity);
      break;
    default:
      break;
  }
}

}  // namespace

std::vector<Measure> MeasuresNeeded(const Policy& policy) {
  std::set<Measure> found;
  ForEachClause(policy, [&](const Clause& clause) {
    ForEachQuantity(clause, [&](const Quantity& quantity) {
      found.insert(quantity.measure);
      found.insert(quantity.denominator);
    });
    if (clause.kind == Clause::Kind::kCompare)
      found.insert(clause.benchmark.measure);
  });
  for (const NamedBenchmark& named : policy.benchmarks)
    found.insert(named.benchmark.measure);
  if (policy.link_rule.kind == LinkRule::Kind::kShare)
    found.insert(policy.link_rule.weight);
  found.erase(Measure::kUnspecified);
  return {found.begin(), found.end()};
}

bool NeedsDescriptors(const Policy& policy) {
  bool needs = false;
  ForEachClause(policy, [&](const Clause& clause) {
    ForEachQuantity(clause, [&](const Quantity& quantity) {
      needs |= quantity.kind == Quantity::Kind::kDescriptorCount;
    });
  });
  return needs;
}

}  // namespace plumbline::alignment
