#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_WEIGHTED_BLOCK_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_WEIGHTED_BLOCK_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/scoring/clauses/outcome_table.h"

namespace plumbline::alignment {

// The regions that are scored at once, a bit of a word each.
inline constexpr size_t kWeightedBlock = 64;

// What unknown weights do to the sums of a block, and where there is a weight.
struct WeightBits {
  uint64_t has_weight = 0;
  uint64_t low_unbounded = 0;
  uint64_t high_unbounded = 0;
  uint64_t high_below = 0;
};

// What an occupation adds in each region of a block: to the least and the
// largest that the sum of weight x (100,000 x passes - share) can be
// (link_rule.cc says why).
template <typename Sum>
struct alignas(32) WeightedRow {
  Sum low[kWeightedBlock] = {};
  Sum high[kWeightedBlock] = {};
  WeightBits bits;
};

// The verdicts of a program in a block, a bit for a region.
struct VerdictWords {
  uint64_t aligned = 0;
  uint64_t open = 0;
  bool operator==(const VerdictWords&) const = default;
};

// The verdicts of a program that counts `counted`, at least one, of `rows`, one
// row for each occupation. Sums must fit in Sum.
template <typename Sum>
VerdictWords DecidePlainly(const WeightedRow<Sum>* rows,
                           absl::Span<const OccupationIndex> counted);

// The same with eight or four sums in an instruction; only where
// HasWideVectors().
VerdictWords DecideWide(const WeightedRow<int32_t>* rows,
                        absl::Span<const OccupationIndex> counted);
VerdictWords DecideWide(const WeightedRow<int64_t>* rows,
                        absl::Span<const OccupationIndex> counted);

// Whether this processor runs DecideWide.
bool HasWideVectors();

extern template VerdictWords DecidePlainly(const WeightedRow<int32_t>*,
                                           absl::Span<const OccupationIndex>);
extern template VerdictWords DecidePlainly(const WeightedRow<int64_t>*,
                                           absl::Span<const OccupationIndex>);
extern template VerdictWords DecidePlainly(const WeightedRow<Int128>*,
                                           absl::Span<const OccupationIndex>);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_PROGRAMS_WEIGHTED_BLOCK_H_
