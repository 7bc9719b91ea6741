#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SHARES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SHARES_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/supply/count_range.h"

namespace plumbline::alignment {

// Who takes part in a division.
struct Sharer {
  // What the division is in proportion to; not negative.
  CountRange weight;
  // How it is divided where all weights are 0: in proportion to this; above 0.
  int64_t size = 1;
};

// Divides `total` among the sharers in proportion to their weights.
//
// Where total and weights are exact the parts are whole numbers whose sum is
// `total`: everyone gets the whole part of the share, and the rest goes, one
// each, to the largest remainders, of equal ones to the first. Else a part is
// what it may be over all values of the total and the weights, rounded outward.
//
// There is a sharer, and totals and weights and sums of sizes are below 2^60.
std::vector<CountRange> Divide(const CountRange& total,
                               absl::Span<const Sharer> sharers);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SHARES_H_
