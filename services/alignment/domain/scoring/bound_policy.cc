#include "services/alignment/domain/scoring/bound_policy.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/scoring/benchmark.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;
using vocabulary::Unit;

// Counts of jobs grow with the place: those of a larger one say nothing here
// unless they are compared with counts of the same place.
bool CountsJobs(const Quantity& quantity) {
  return !quantity.is_ratio() &&
         vocabulary::TraitsOf(quantity.measure).unit == Unit::kJobs;
}

bool SameScope(Scope a, Scope b) {
  const auto plain = [](Scope scope) {
    return scope == Scope::kUnspecified ? Scope::kRegion : scope;
  };
  return plain(a) == plain(b);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const BoundPolicy>> BoundPolicy::Create(
    std::shared_ptr<const Edition> edition, Policy policy) {
  const std::vector<PolicyProblem> problems = ValidatePolicy(policy);
  if (!problems.empty()) {
    base::Metadata metadata;
    for (const PolicyProblem& problem : problems)
      metadata.emplace_back(problem.place, problem.message);
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kPolicyInvalid,
        absl::StrCat("the policy ", policy.name, " has ", problems.size(),
                     " problem(s); the first, at ", problems[0].place, ": ",
                     problems[0].message),
        metadata);
  }
  return std::shared_ptr<const BoundPolicy>(
      new BoundPolicy(std::move(edition), std::move(policy)));
}

BoundPolicy::BoundPolicy(std::shared_ptr<const Edition> edition, Policy policy)
    : edition_(std::move(edition)), policy_(std::move(policy)) {
  digest_ = PolicyDigest(policy_);
  for (const Measure measure : MeasuresNeeded(policy_)) {
    if (!edition_->Carries(measure)) missing_measures_.push_back(measure);
  }
  for (const DimensionRule& rule : policy_.dimensions)
    dimensions_.push_back(Bind(rule.clause));
  benchmarks_ = std::make_unique<CachedBenchmark[]>(comparison_count_ *
                                                    edition_->region_count());
}

BoundClause BoundPolicy::Bind(const Clause& clause) {
  BoundClause bound;
  bound.clause = &clause;
  bound.may_borrow = policy_.borrow;
  if (clause.kind == Clause::Kind::kCompare) {
    bound.comparison = comparison_count_++;
    bound.benchmark_follows =
        clause.benchmark.kind != Benchmark::Kind::kConstant &&
        SameScope(clause.quantity.scope, clause.benchmark.scope);
    bound.may_borrow = policy_.borrow && (!CountsJobs(clause.quantity) ||
                                          bound.benchmark_follows);
  }
  for (const std::string& level : clause.levels) {
    if (const auto number = LevelNamed(clause.quantity.measure, level))
      bound.levels |= uint64_t{1} << *number;
  }
  for (const Clause& inner : clause.clauses)
    bound.clauses.push_back(Bind(inner));
  return bound;
}

const BenchmarkValue& BoundPolicy::BenchmarkIn(const BoundClause& clause,
                                               RegionIndex place) const {
  CachedBenchmark& cached =
      benchmarks_[clause.comparison * edition_->region_count() + place];
  std::call_once(cached.once, [&] {
    cached.value = ComputeBenchmark(*edition_, *clause.clause, place);
  });
  return cached.value;
}

}  // namespace plumbline::alignment
