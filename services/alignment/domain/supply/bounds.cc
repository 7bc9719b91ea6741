#include "services/alignment/domain/supply/bounds.h"

#include <algorithm>
#include <numeric>

#include "services/alignment/domain/supply/apportion.h"
#include "services/alignment/domain/supply/placement.h"

namespace plumbline::alignment {
namespace {

std::vector<int64_t> Lows(const std::vector<CountRange>& ranges) {
  std::vector<int64_t> lows;
  lows.reserve(ranges.size());
  for (const CountRange& range : ranges) lows.push_back(range.low);
  return lows;
}

// Upper bounds; one that is unknown is more than all of the other side, so that
// it never is what is short.
std::vector<int64_t> Highs(const std::vector<CountRange>& ranges,
                           const std::vector<int64_t>& other_side) {
  const int64_t plenty =
      std::accumulate(other_side.begin(), other_side.end(), int64_t{1});
  std::vector<int64_t> highs;
  highs.reserve(ranges.size());
  for (const CountRange& range : ranges) {
    highs.push_back(range.high.value_or(plenty));
  }
  return highs;
}

// `total` less `placed`; `most_placed` stands against its lower bound.
CountRange Left(const CountRange& total, int64_t most_placed,
                int64_t least_placed) {
  CountRange left = CountRange::AtLeast(total.low - most_placed);
  if (total.high.has_value()) left.high = *total.high - least_placed;
  return left;
}

// Joins what is connected, each node to the smallest of its part.
class Parts {
 public:
  explicit Parts(size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }
  size_t Find(size_t node) {
    while (parent_[node] != node) {
      parent_[node] = parent_[parent_[node]];
      node = parent_[node];
    }
    return node;
  }
  void Join(size_t a, size_t b) {
    a = Find(a);
    b = Find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<size_t> parent_;
};

Parts Connect(const SupplyGraph& graph, const SupplyNodes& nodes) {
  Parts parts(graph.group_count() + graph.occupation_count());
  for (size_t edge = 0; edge < graph.edge_count(); ++edge) {
    const uint32_t group = graph.group_of_edge(edge);
    const uint32_t occupation = graph.occupation_of_edge(edge);
    if (nodes.groups[group] && nodes.occupations[occupation]) {
      parts.Join(group, graph.group_count() + occupation);
    }
  }
  return parts;
}

// The connected parts of one side of a cut. `sign` is 1 for completers less
// openings, -1 for the reverse.
std::vector<Bottleneck> PartsOf(const SupplyGraph& graph,
                                const SupplyNodes& nodes,
                                const std::vector<int64_t>& completers,
                                const std::vector<int64_t>& openings,
                                int64_t sign) {
  Parts parts = Connect(graph, nodes);
  std::vector<int32_t> place(graph.group_count() + graph.occupation_count(),
                             -1);
  std::vector<Bottleneck> found;
  const auto part_of = [&](size_t node) -> Bottleneck& {
    int32_t& at = place[parts.Find(node)];
    if (at < 0) {
      at = static_cast<int32_t>(found.size());
      found.emplace_back();
    }
    return found[static_cast<size_t>(at)];
  };
  for (uint32_t group = 0; group < graph.group_count(); ++group) {
    if (!nodes.groups[group]) continue;
    Bottleneck& part = part_of(group);
    const auto programs = graph.ProgramsOf(group);
    part.programs.insert(part.programs.end(), programs.begin(), programs.end());
    part.completers += completers[group];
  }
  for (uint32_t o = 0; o < graph.occupation_count(); ++o) {
    if (!nodes.occupations[o]) continue;
    Bottleneck& part = part_of(graph.group_count() + o);
    part.occupations.push_back(o);
    part.openings += openings[o];
  }
  for (Bottleneck& part : found) {
    std::sort(part.programs.begin(), part.programs.end());
    part.amount = sign * (part.completers - part.openings);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Bottleneck& a, const Bottleneck& b) {
                     return a.amount > b.amount;
                   });
  return found;
}

// Openings of occupations with an edge; the others have none here.
std::vector<CountRange> OfLinked(const SupplyGraph& graph,
                                 std::vector<CountRange> openings) {
  for (size_t o = 0; o < openings.size(); ++o) {
    if (graph.EdgesInto(o).empty()) openings[o] = CountRange::Exactly(0);
  }
  return openings;
}

CountRange SumOf(const std::vector<CountRange>& ranges) {
  CountRange sum;
  for (const CountRange& range : ranges) sum += range;
  return sum;
}

// The most that can be placed in an occupation is what its programs have or
// what it holds: a placement that starts there can always be made a largest
// one, which takes nothing away from it. The least is what stays when the
// others have all the openings they may.
std::vector<CountRange> PlacedIn(const SupplyGraph& graph,
                                 const std::vector<CountRange>& completers,
                                 const std::vector<CountRange>& openings,
                                 std::vector<int64_t> smallest) {
  const auto linked = SumByOccupation(graph, completers);
  std::vector<CountRange> placed(openings.size());
  for (size_t o = 0; o < openings.size(); ++o) {
    placed[o].low = std::min(openings[o].low, smallest[o]);
    placed[o].high = openings[o].high;
    if (linked[o].high.has_value()) {
      placed[o].high =
          std::min(*linked[o].high, placed[o].high.value_or(*linked[o].high));
    }
  }
  return placed;
}

}  // namespace

SupplyBounds BoundAllocations(const SupplyGraph& graph,
                              const std::vector<CountRange>& completers,
                              const std::vector<CountRange>& all_openings) {
  const auto openings = OfLinked(graph, all_openings);
  const auto few_completers = Lows(completers);
  const auto few_openings = Lows(openings);
  const auto many_openings = Highs(openings, few_completers);
  const auto many_completers = Highs(completers, few_openings);
  Placement roomy(graph, few_completers, many_openings);
  const Placement tight(graph, many_completers, few_openings);

  SupplyBounds bounds;
  bounds.unplaced = Left(SumOf(completers), roomy.placed(), tight.placed());
  bounds.unfilled = Left(SumOf(openings), tight.placed(), roomy.placed());
  bounds.surpluses =
      PartsOf(graph, roomy.Surplus(), few_completers, many_openings, 1);
  bounds.shortages =
      PartsOf(graph, tight.Shortage(), many_completers, few_openings, -1);
  bounds.placed = PlacedIn(graph, completers, openings, roomy.SmallestPlaced());
  return bounds;
}

}  // namespace plumbline::alignment
