#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_BOUND_POLICY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_BOUND_POLICY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/code_pattern.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/alignment/domain/scoring/clauses/listed.h"
#include "services/alignment/domain/scoring/clauses/points.h"
#include "services/alignment/domain/scoring/clauses/ranking.h"
#include "services/alignment/domain/scoring/quantities/measured.h"
#include "services/alignment/domain/scoring/quantities/per_region.h"

namespace plumbline::alignment {

// A clause with what evaluation needs worked out.
struct BoundClause {
  const Clause* clause = nullptr;
  // Its number among the policy's comparisons (kCompare), rankings (kRank), or
  // the first of its components' numbers (kScore).
  size_t number = 0;
  BorrowRule borrow;
  // For kCompare: the benchmark is read where the quantity was found.
  bool benchmark_follows = false;
  // For kCompare: the scope of what a named benchmark stands for.
  Scope benchmark_scope = Scope::kUnspecified;
  // For kOneOf: a bit for each level that passes.
  uint64_t levels = 0;
  // For kInList.
  const OccupationList* list = nullptr;
  bool list_in_force = false;
  ListedOccupations listed;
  // For kCodeMatches.
  std::vector<CodePattern> patterns;
  std::vector<BoundClause> clauses;
};

// A policy without problems, bound to the edition whose figures it reads and to
// the day on which its lists are read.
//
// Thread-safe: nothing changes but what is worked out when first asked for.
class BoundPolicy {
 public:
  // `day` is `YYYY-MM-DD`: lists, entries and exceptions that are not in force
  // on it do not count. Empty is any day.
  //
  // Errors:
  //   kInvalidArgument, POLICY_INVALID: ValidatePolicy finds problems; the
  //   metadata name each place and message.
  static absl::StatusOr<std::shared_ptr<const BoundPolicy>> Create(
      std::shared_ptr<const Edition> edition, Policy policy,
      std::string day = "");

  const Edition& edition() const { return *edition_; }
  const std::shared_ptr<const Edition>& shared_edition() const {
    return edition_;
  }
  const Policy& policy() const { return policy_; }
  const std::string& day() const { return day_; }
  // PolicyDigest of the policy.
  const std::string& digest() const { return digest_; }
  // What the policy reads and no release of the edition carries: what depends
  // on it is unknown everywhere.
  const std::vector<DataNeed>& missing() const { return missing_; }
  // In the policy's order.
  const std::vector<BoundClause>& guards() const { return guards_; }
  // The clause of each dimension, in the policy's order.
  const std::vector<BoundClause>& dimensions() const { return dimensions_; }

  // What a comparison compares with in a place.
  const BenchmarkValue& BenchmarkIn(const BoundClause& clause,
                                    RegionIndex place) const;
  // The error of that.
  const BenchmarkError& BenchmarkErrorIn(const BoundClause& clause,
                                         RegionIndex place) const;
  // The groups of a kRank clause as they rank in a place.
  const Ranking& RankingIn(const BoundClause& clause, RegionIndex place) const;
  // How a component of a kScore clause gives points in a place.
  const PointScale& ScaleIn(const BoundClause& clause, size_t component,
                            RegionIndex place) const;
  // By occupation, whether it meets all guards in a place.
  const std::vector<Outcome>& GuardedIn(RegionIndex place) const;
  // The exception that decides about an occupation in a region, for a
  // dimension or, unspecified, the policy as a whole. Null when none does.
  const PolicyException* ExceptionFor(OccupationIndex occupation,
                                      RegionIndex region,
                                      Dimension dimension) const;

 private:
  struct BoundExceptions {
    Dimension dimension = Dimension::kUnspecified;
    std::vector<const PolicyException*> exceptions;
    ListedOccupations listed;
  };

  BoundPolicy(std::shared_ptr<const Edition> edition, Policy policy,
              std::string day);
  BoundClause Bind(const Clause& clause);
  void BindCompare(const Clause& clause, BoundClause* bound);
  void BindList(const Clause& clause, BoundClause* bound);
  void BindExceptions();

  std::shared_ptr<const Edition> edition_;
  Policy policy_;
  std::string day_;
  std::string digest_;
  std::vector<DataNeed> missing_;
  std::vector<BoundClause> guards_;
  std::vector<BoundClause> dimensions_;
  std::vector<BoundExceptions> exceptions_;
  size_t comparison_count_ = 0;
  size_t ranking_count_ = 0;
  size_t scale_count_ = 0;
  PerRegion<BenchmarkValue> benchmarks_;
  PerRegion<BenchmarkError> benchmark_errors_;
  PerRegion<Ranking> rankings_;
  PerRegion<std::optional<PointScale>> scales_;
  PerRegion<std::vector<Outcome>> guarded_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_BOUND_POLICY_H_
