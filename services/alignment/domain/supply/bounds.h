#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_BOUNDS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_BOUNDS_H_

#include <vector>

#include "services/alignment/domain/supply/count_range.h"
#include "services/alignment/domain/supply/supply_and_demand.h"
#include "services/alignment/domain/supply/supply_graph.h"

namespace plumbline::alignment {

// What holds under every allocation; fields as in SupplyAndDemand.
struct SupplyBounds {
  CountRange unplaced;
  CountRange unfilled;
  std::vector<Bottleneck> surpluses;
  std::vector<Bottleneck> shortages;
  // By occupation of the graph.
  std::vector<CountRange> placed;
};

// The bounds by maximum flow. More completers never lower what is left over and
// more openings never raise it, so two placements bound everything: few
// completers into many openings, and many into few. An unknown upper bound is
// more than all of the other side.
//
// `completers` by group, `openings` by occupation; those of occupations without
// an edge are left out of `unfilled`.
SupplyBounds BoundAllocations(const SupplyGraph& graph,
                              const std::vector<CountRange>& completers,
                              const std::vector<CountRange>& openings);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_BOUNDS_H_
