#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_DECILE_ROW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_DECILE_ROW_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/scoring/quantities/quantity_row.h"

namespace plumbline::alignment {

// The decile points of every occupation in a place, before any weight: what
// PointScale says of each.
struct DecileRow {
  // False when points have to be worked out one by one.
  bool exact = false;
  // By occupation, 1 to 10: the fewest and the most that it may have. Without a
  // number it may have any.
  std::vector<uint8_t> fewest;
  std::vector<uint8_t> most;
};

// Unless `members` (by occupation) is empty, points are tenths of those that
// are members: one that is not known to be may or may not count.
DecileRow DecilesOf(const QuantityRow& row,
                    absl::Span<const Outcome> members = {});

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_DECILE_ROW_H_
