#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_OUTCOME_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_OUTCOME_TABLE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/quantities/quantity_rows.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {

// What a policy says of every occupation in some regions: all that does not
// depend on programs, computed once. Immutable, thread-safe.
class OutcomeTable {
 public:
  struct Options {
    int threads = 1;
    // Whether to work out what record digests and flags need; verdicts alone do
    // not need it.
    bool with_records = true;
    // With records, the occupations to work out in each region: position x
    // occupation, 1 for those that programs lead to (Wanted in kernel.h makes
    // it). The others stay unspecified. Empty is all.
    std::vector<uint8_t> wanted = {};
    // Without records, rows of the policy's edition that several tables share;
    // null reads them for this table alone.
    QuantityRows* rows = nullptr;
  };

  // What records and flags need of an occupation in a region.
  struct Score {
    // The reasons of an unknown outcome under the policy as a whole.
    FlagMask unknown_reasons = 0;
    // The reasons of an unknown weight.
    FlagMask weight_reasons = 0;
    bool borrowed = false;
    bool by_exception = false;
    // Of the occupation's part of the decision record.
    base::Sha256Digest occupation_part = {};
  };

  // `regions` are distinct; positions below are places in it.
  static std::shared_ptr<const OutcomeTable> Compute(
      std::shared_ptr<const BoundPolicy> policy,
      std::vector<RegionIndex> regions, const Options& options);

  const BoundPolicy& policy() const { return *policy_; }
  const std::vector<RegionIndex>& regions() const { return regions_; }
  size_t occupation_count() const { return occupation_count_; }
  // 0 is the policy as a whole, 1 and on its dimensions in their order.
  size_t plane_count() const { return plane_count_; }

  // The outcome of an occupation in a plane, at a region's position.
  Outcome At(size_t plane, size_t position, OccupationIndex occupation) const {
    return outcomes_[(position * plane_count_ + plane) * occupation_count_ +
                     occupation];
  }
  // Whether the policy leaves the occupation without a rating: it is open as a
  // whole since a guard or the missing-data rule says so.
  bool IsUnrated(size_t position, OccupationIndex occupation) const {
    return leaves_unrated() &&
           unrated_[position * occupation_count_ + occupation] != 0;
  }
  // False when no occupation is, whatever the figures are.
  bool leaves_unrated() const { return !unrated_.empty(); }
  // Computed with records only.
  const Score& ScoreAt(size_t position, OccupationIndex occupation) const {
    return scores_[position * occupation_count_ + occupation];
  }
  // True under a weighted SHARE.
  bool is_weighted() const { return !weights_.empty(); }
  // The weight of an occupation under the policy's link rule: WeightUnits of it
  // under a weighted SHARE, -1 when that is unknown; 1 under any other rule.
  int64_t WeightAt(size_t position, OccupationIndex occupation) const {
    return weights_.empty()
               ? 1
               : weights_[position * occupation_count_ + occupation];
  }

 private:
  OutcomeTable(std::shared_ptr<const BoundPolicy> policy,
               std::vector<RegionIndex> regions, const Options& options);
  void ComputeRegions(const Options& options);
  void ComputeWeights(size_t position);
  void ComputeRecords(const Options& options);
  void ComputeWithRecord(size_t position, OccupationIndex occupation);

  std::shared_ptr<const BoundPolicy> policy_;
  std::vector<RegionIndex> regions_;
  size_t plane_count_ = 0;
  size_t occupation_count_ = 0;
  // position x plane x occupation.
  std::vector<Outcome> outcomes_;
  // position x occupation.
  std::vector<Score> scores_;
  // 1 where the occupation is left without a rating; empty under policies that
  // leave none so.
  std::vector<uint8_t> unrated_;
  std::vector<int64_t> weights_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_OUTCOME_TABLE_H_
