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

std::vector<DataNeed> WithoutNone(const std::set<DataNeed>& needs) {
  std::vector<DataNeed> found;
  for (const DataNeed& need : needs) {
    if (need.measure != Measure::kUnspecified) found.push_back(need);
  }
  return found;
}

}  // namespace

std::vector<DataNeed> DataReadBy(const Clause& clause) {
  std::set<DataNeed> found;
  ForEachQuantity(clause, [&](const Quantity& quantity) {
    for (const Measure measure : {quantity.measure, quantity.denominator})
      found.insert({measure, quantity.horizon_years});
  });
  if (clause.kind == Clause::Kind::kCompare)
    found.insert({clause.benchmark.measure, clause.quantity.horizon_years});
  return WithoutNone(found);
}

std::vector<DataNeed> DataNeeded(const Policy& policy) {
  std::set<DataNeed> found;
  ForEachClause(policy, [&](const Clause& clause) {
    for (const DataNeed& need : DataReadBy(clause)) found.insert(need);
  });
  for (const NamedBenchmark& named : policy.benchmarks)
    found.insert({named.benchmark.measure, 0});
  if (policy.link_rule.kind == LinkRule::Kind::kShare)
    found.insert({policy.link_rule.weight, 0});
  return WithoutNone(found);
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
