#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BOUND_POLICY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BOUND_POLICY_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/record/evidence.h"

namespace plumbline::alignment {

// A clause with what evaluation needs worked out.
struct BoundClause {
  const Clause* clause = nullptr;
  // For kCompare: its number among the policy's comparisons.
  size_t comparison = 0;
  // Whether a figure that the region lacks may be taken from a larger one.
  bool may_borrow = false;
  // For kCompare: the benchmark is read where the quantity was found.
  bool benchmark_follows = false;
  // For kOneOf: a bit for each level that passes.
  uint64_t levels = 0;
  std::vector<BoundClause> clauses;
};

// A policy without problems, bound to the edition whose figures it reads.
//
// Thread-safe: nothing changes but benchmarks, which are worked out when first
// asked for, once, and are the same whoever asks first.
class BoundPolicy {
 public:
  // Errors:
  //   kInvalidArgument, POLICY_INVALID: ValidatePolicy finds problems; the
  //   metadata name each place and message.
  static absl::StatusOr<std::shared_ptr<const BoundPolicy>> Create(
      std::shared_ptr<const Edition> edition, Policy policy);

  const Edition& edition() const { return *edition_; }
  const std::shared_ptr<const Edition>& shared_edition() const {
    return edition_;
  }
  const Policy& policy() const { return policy_; }
  // PolicyDigest of the policy.
  const std::string& digest() const { return digest_; }
  // The measures that the policy reads and that no release of the edition
  // carries: what depends on them is unknown everywhere.
  const std::vector<vocabulary::Measure>& missing_measures() const {
    return missing_measures_;
  }
  // The clause of each dimension, in the policy's order.
  const std::vector<BoundClause>& dimensions() const { return dimensions_; }
  // What a comparison compares with in a place.
  const BenchmarkValue& BenchmarkIn(const BoundClause& clause,
                                    RegionIndex place) const;

 private:
  struct CachedBenchmark {
    std::once_flag once;
    BenchmarkValue value;
  };

  BoundPolicy(std::shared_ptr<const Edition> edition, Policy policy);
  BoundClause Bind(const Clause& clause);

  std::shared_ptr<const Edition> edition_;
  Policy policy_;
  std::string digest_;
  std::vector<vocabulary::Measure> missing_measures_;
  std::vector<BoundClause> dimensions_;
  size_t comparison_count_ = 0;
  // comparison x region.
  std::unique_ptr<CachedBenchmark[]> benchmarks_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_BOUND_POLICY_H_
