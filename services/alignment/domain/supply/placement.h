#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_PLACEMENT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_PLACEMENT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/alignment/domain/supply/supply_graph.h"

namespace plumbline::alignment {

// Groups and occupations, a flag for each.
struct SupplyNodes {
  std::vector<bool> groups;
  std::vector<bool> occupations;
};

// A largest placement of completers into openings: a maximum flow from each
// group's completers along its edges into each occupation's openings, by
// Dinic's algorithm (Y. Dinitz, "Algorithm for solution of a problem of maximum
// flow in a network with power estimation", 1970): phases of shortest
// augmenting paths, at most one for each occupation.
//
// There are many largest placements; every answer here is the same for all of
// them.
class Placement {
 public:
  // `graph` outlives the placement. `completers` of each group and `openings`
  // of each occupation, none negative.
  Placement(const SupplyGraph& graph, std::vector<int64_t> completers,
            std::vector<int64_t> openings);

  // How many are placed: the value of the maximum flow.
  int64_t placed() const { return placed_; }

  // The fewest groups that explain what is left over: those with completers
  // left, and the groups that could make room for them, with all occupations of
  // them. These are the source side of the smallest minimum cut:
  //   completers left = completers of the groups - openings of the occupations.
  SupplyNodes Surplus() const;

  // The fewest occupations that explain what stays open: those with openings
  // left, and the occupations that could give some of theirs up, with all
  // groups that lead there. These are the sink side of the largest minimum cut:
  //   openings left = openings of the occupations - completers of the groups.
  SupplyNodes Shortage() const;

  // For each occupation the smallest number that a largest placement places
  // there: what no other openings can take over. By sending on, from each
  // occupation in turn, all that can be placed elsewhere.
  std::vector<int64_t> SmallestPlaced();

 private:
  // A node is a group, or an occupation behind all groups.
  size_t NodeOf(uint32_t occupation) const {
    return graph_.group_count() + occupation;
  }
  bool IsGroup(size_t node) const { return node < graph_.group_count(); }
  int64_t OpenAt(size_t occupation) const {
    return openings_[occupation] - filled_[occupation];
  }
  void Maximise();
  int64_t SendOn(uint32_t occupation);

  // Numbers the nodes by their distance from `queue_`, up to the nearest
  // occupation with openings. False when none can be reached.
  bool Layer();
  void LayerFromGroup(size_t group, bool& found);
  void LayerFromOccupation(size_t node);
  void Reach(size_t node, size_t from);
  // Moves up to `limit` along one shortest path from `root`; 0 when there is
  // none left in this layering.
  int64_t Augment(size_t root, int64_t limit);
  // Steps from `node` along its next useful edge; false when it has none.
  bool Advance(size_t node, size_t& next);
  int64_t PushAlongPath(size_t root, size_t end, int64_t limit);
  void List(uint32_t edge);

  const SupplyGraph& graph_;
  const std::vector<int64_t> completers_;
  const std::vector<int64_t> openings_;
  std::vector<int64_t> flow_;    // By edge.
  std::vector<int64_t> left_;    // By group.
  std::vector<int64_t> filled_;  // By occupation.
  int64_t placed_ = 0;
  // By occupation the edges that carry something or did so once: a small part
  // of all, and the only ones to walk backwards.
  std::vector<std::vector<uint32_t>> carriers_;
  std::vector<bool> listed_;  // By edge.

  // Of the current phase, by node.
  std::vector<int32_t> level_;
  std::vector<uint32_t> next_;
  size_t unreached_ = 0;  // Occupations.
  std::vector<size_t> queue_;
  std::vector<uint32_t> path_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_PLACEMENT_H_
