#include "services/alignment/domain/scoring/clauses/bound_policy.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/scoring/clauses/evaluate_clause.h"
#include "services/alignment/domain/scoring/quantities/benchmark.h"
#include "services/alignment/domain/scoring/quantities/figure_error.h"
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

// Whether some release has the measure for projections over those years.
bool IsCarried(const Edition& edition, const DataNeed& need) {
  if (need.horizon_years == 0 || !edition.Carries(need.measure))
    return edition.Carries(need.measure);
  const auto is_it = [&](const FigureTableEntry& table) {
    if (table.horizon_years != static_cast<uint32_t>(need.horizon_years))
      return false;
    return std::any_of(
        table.columns.begin(), table.columns.end(), [&](const auto& column) {
          return column.measure == need.measure ||
                 // A year's openings are derived from those of all years.
                 (need.measure == Measure::kAnnualOpenings &&
                  column.measure == Measure::kTotalOpenings);
        });
  };
  const auto& tables = edition.tables().figure_tables;
  return std::any_of(tables.begin(), tables.end(), is_it);
}

bool SameScope(Scope a, Scope b) {
  const auto plain = [](Scope scope) {
    return scope == Scope::kUnspecified ? Scope::kRegion : scope;
  };
  return plain(a) == plain(b);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const BoundPolicy>> BoundPolicy::Create(
    std::shared_ptr<const Edition> edition, Policy policy, std::string day) {
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
      new BoundPolicy(std::move(edition), std::move(policy), std::move(day)));
}

BoundPolicy::BoundPolicy(std::shared_ptr<const Edition> edition, Policy policy,
                         std::string day)
    : edition_(std::move(edition)),
      policy_(std::move(policy)),
      day_(std::move(day)) {
  digest_ = PolicyDigest(policy_);
  for (const DataNeed& need : DataNeeded(policy_)) {
    if (!IsCarried(*edition_, need)) missing_.push_back(need);
  }
  for (const Guard& guard : policy_.guards)
    guards_.push_back(Bind(guard.clause));
  for (const DimensionRule& rule : policy_.dimensions)
    dimensions_.push_back(Bind(rule.clause));
  BindExceptions();
  const size_t regions = edition_->region_count();
  benchmarks_.Resize(comparison_count_, regions);
  benchmark_errors_.Resize(comparison_count_, regions);
  rankings_.Resize(ranking_count_, regions);
  scales_.Resize(scale_count_, regions);
  guarded_.Resize(1, regions);
}

BoundClause BoundPolicy::Bind(const Clause& clause) {
  BoundClause bound;
  bound.clause = &clause;
  bound.borrow = {policy_.borrow, policy_.borrow_from};
  switch (clause.kind) {
    case Clause::Kind::kCompare:
      BindCompare(clause, &bound);
      break;
    case Clause::Kind::kInList:
      BindList(clause, &bound);
      break;
    case Clause::Kind::kRank:
      bound.number = ranking_count_++;
      break;
    case Clause::Kind::kScore:
      bound.number = scale_count_;
      scale_count_ += clause.components.size();
      break;
    case Clause::Kind::kCodeMatches:
      for (const std::string& pattern : clause.levels)
        bound.patterns.push_back(*CodePattern::Parse(pattern));
      break;
    case Clause::Kind::kOneOf:
      for (const std::string& level : clause.levels) {
        if (const auto number = LevelNamed(clause.quantity.measure, level))
          bound.levels |= uint64_t{1} << *number;
      }
      break;
    default:
      break;
  }
  for (const Clause& inner : clause.clauses)
    bound.clauses.push_back(Bind(inner));
  return bound;
}

void BoundPolicy::BindCompare(const Clause& clause, BoundClause* bound) {
  bound->number = comparison_count_++;
  const Benchmark& benchmark = InnermostOf(policy_, clause.benchmark);
  bound->benchmark_scope = benchmark.scope;
  const bool is_read = benchmark.kind == Benchmark::Kind::kAllOccupations ||
                       benchmark.kind == Benchmark::Kind::kAcrossOccupations;
  bound->benchmark_follows =
      is_read && SameScope(clause.quantity.scope, benchmark.scope);
  bound->borrow.allowed = policy_.borrow && (!CountsJobs(clause.quantity) ||
                                             bound->benchmark_follows);
}

void BoundPolicy::BindList(const Clause& clause, BoundClause* bound) {
  for (const OccupationList& list : policy_.lists) {
    if (list.id != clause.list) continue;
    bound->list = &list;
    bound->list_in_force = InForce(list, day_);
    std::vector<const ListEntry*> entries;
    for (const ListEntry& entry : list.entries) entries.push_back(&entry);
    bound->listed = ListedOccupations(*edition_, entries, day_);
  }
}

void BoundPolicy::BindExceptions() {
  for (const Dimension dimension :
       {Dimension::kUnspecified, Dimension::kHighWage, Dimension::kHighSkill,
        Dimension::kInDemand}) {
    BoundExceptions bound;
    bound.dimension = dimension;
    std::vector<const ListEntry*> entries;
    for (const PolicyException& exception : policy_.exceptions) {
      if (exception.dimension != dimension) continue;
      bound.exceptions.push_back(&exception);
      entries.push_back(&exception.entry);
    }
    if (entries.empty()) continue;
    bound.listed = ListedOccupations(*edition_, entries, day_);
    exceptions_.push_back(std::move(bound));
  }
}

const PolicyException* BoundPolicy::ExceptionFor(OccupationIndex occupation,
                                                 RegionIndex region,
                                                 Dimension dimension) const {
  for (const BoundExceptions& bound : exceptions_) {
    if (bound.dimension != dimension) continue;
    const auto found = bound.listed.Find(*edition_, occupation, region);
    return found ? bound.exceptions[*found] : nullptr;
  }
  return nullptr;
}

const BenchmarkValue& BoundPolicy::BenchmarkIn(const BoundClause& clause,
                                               RegionIndex place) const {
  return benchmarks_.Get(clause.number, place, [&] {
    return ComputeBenchmark(*edition_, policy_, clause.clause->quantity,
                            clause.clause->benchmark, place);
  });
}

const BenchmarkError& BoundPolicy::BenchmarkErrorIn(const BoundClause& clause,
                                                    RegionIndex place) const {
  return benchmark_errors_.Get(clause.number, place, [&] {
    return ErrorOfBenchmark(*edition_, policy_, clause.clause->quantity,
                            clause.clause->benchmark, place);
  });
}

const Ranking& BoundPolicy::RankingIn(const BoundClause& clause,
                                      RegionIndex place) const {
  return rankings_.Get(clause.number, place, [&] {
    std::vector<const Ranking*> without;
    for (const BoundClause& inner : clause.clauses) {
      // Taken out as they rank where their own scope says; a place that is not
      // there takes nothing out.
      if (const auto inner_place =
              PlaceOf(*edition_, place, inner.clause->quantity.scope))
        without.push_back(&RankingIn(inner, *inner_place));
    }
    return ComputeRanking(*edition_, *clause.clause, place, without);
  });
}

const PointScale& BoundPolicy::ScaleIn(const BoundClause& clause,
                                       size_t component,
                                       RegionIndex place) const {
  return *scales_.Get(clause.number + component, place, [&] {
    return std::optional<PointScale>(PointScale::Of(
        *edition_, clause.clause->components[component], place,
        clause.clause->among_guarded ? absl::MakeConstSpan(GuardedIn(place))
                                     : absl::Span<const Outcome>()));
  });
}

const std::vector<Outcome>& BoundPolicy::GuardedIn(RegionIndex place) const {
  return guarded_.Get(0, place, [&] {
    std::vector<Outcome> guarded;
    for (size_t i = 0; i < edition_->occupation_count(); ++i) {
      const ClauseEvaluation evaluation(*this, place,
                                        static_cast<OccupationIndex>(i));
      std::vector<Outcome> outcomes;
      for (const BoundClause& guard : guards_)
        outcomes.push_back(evaluation.Evaluate(guard, nullptr).outcome);
      guarded.push_back(
          AtLeast(static_cast<int32_t>(outcomes.size()), outcomes));
    }
    return guarded;
  });
}

}  // namespace plumbline::alignment
