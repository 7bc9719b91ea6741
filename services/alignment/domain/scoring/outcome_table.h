#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_OUTCOME_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_OUTCOME_TABLE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/scoring/bound_policy.h"

namespace plumbline::alignment {

// A SHA-256 in binary.
using Digest = std::array<uint8_t, 32>;

// What a policy says of every occupation in some regions: all that does not
// depend on programs, computed once. Immutable, thread-safe.
class OutcomeTable {
 public:
  struct Options {
    int threads = 1;
    // Whether to compute what record digests and flags need; verdicts alone do
    // not need it.
    bool with_records = true;
  };

  // What the policy says of an occupation in a region, for records and flags.
  struct Score {
    // The reasons of what is unknown under the whole and of borrowed figures.
    FlagMask unknown_reasons = 0;
    bool borrowed = false;
    // Of the occupation's part of the decision record.
    Digest digest = {};
  };

  // `regions` are distinct; positions below are places in it.
  static std::shared_ptr<const OutcomeTable> Compute(
      std::shared_ptr<const BoundPolicy> policy,
      std::vector<RegionIndex> regions, const Options& options);

  const BoundPolicy& policy() const { return *policy_; }
  absl::Span<const RegionIndex> regions() const { return regions_; }
  // 0 is the policy as a whole, 1 and on its dimensions in their order.
  size_t plane_count() const { return plane_count_; }
  size_t words_per_row() const { return words_; }

  // The outcome of an occupation in a plane, at a region's position.
  Outcome At(size_t plane, OccupationIndex occupation, size_t position) const;
  // One bit for each region's position.
  absl::Span<const uint64_t> PassRow(size_t plane,
                                     OccupationIndex occupation) const;
  absl::Span<const uint64_t> UnknownRow(size_t plane,
                                        OccupationIndex occupation) const;
  const Score& ScoreAt(OccupationIndex occupation, size_t position) const;

  // The weight of an occupation under a SHARE rule, in 2520ths of the measure's
  // unit so that yearly shares of totals stay whole; -1 when it is unknown, 1
  // when the rule counts each once. Position 0 and on as above.
  int64_t WeightAt(OccupationIndex occupation, size_t position) const;

 private:
  explicit OutcomeTable(std::shared_ptr<const BoundPolicy> policy,
                        std::vector<RegionIndex> regions, bool with_records);
  void ComputeRegion(size_t position);
  size_t RowStart(size_t plane, OccupationIndex occupation) const;

  std::shared_ptr<const BoundPolicy> policy_;
  std::vector<RegionIndex> regions_;
  size_t plane_count_ = 0;
  size_t occupation_count_ = 0;
  size_t words_ = 0;
  bool with_records_ = false;
  // plane x occupation x word.
  std::vector<uint64_t> pass_;
  std::vector<uint64_t> unknown_;
  // position x occupation; a byte each before they are packed.
  std::vector<uint8_t> outcomes_;
  std::vector<Score> scores_;
  std::vector<int64_t> weights_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_OUTCOME_TABLE_H_
