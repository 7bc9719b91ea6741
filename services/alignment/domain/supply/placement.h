#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_PLACEMENT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_PLACEMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
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
// A path goes from occupation to occupation, each time by a group that is
// placed in the first and leads to the second as well. How many groups could
// make a step is counted as they come and go, so that distances are found among
// some hundred occupations and not among hundreds of thousands of groups. The
// counts take 4 bytes for each pair of occupations.
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
  static constexpr uint32_t kFar = UINT32_MAX;

  int64_t OpenAt(size_t occupation) const {
    return openings_[occupation] - filled_[occupation];
  }
  void Maximise();
  int64_t SendOn(uint32_t occupation);

  // For each occupation how many steps it is from one with openings other than
  // `except`; kFar when none can be reached. Starts a phase.
  void Layer(uint32_t except);
  // The step nearest to openings that a group can take; nothing when none.
  std::optional<uint32_t> NearestEdge(uint32_t group) const;
  // The edge of the group into an occupation one step nearer than `steps`.
  std::optional<uint32_t> NearerEdge(uint32_t group, uint32_t steps) const;
  // Moves up to `limit` from an occupation to openings along one path that gets
  // nearer with each step; 0 when there is none left in this phase.
  int64_t Augment(uint32_t root, int64_t limit);
  // Adds the next step from an occupation to `path_`; false when it has none.
  bool Advance(uint32_t occupation);
  int64_t PushAlongPath(uint32_t end, int64_t limit);
  void AddTo(uint32_t edge, int64_t amount);
  void CountSteps(uint32_t edge, bool carries);

  // One more step of a path: what a group has in `from` it can have in `to`.
  struct Step {
    uint32_t from = 0;  // Edges.
    uint32_t to = 0;
  };

  const SupplyGraph& graph_;
  const std::vector<int64_t> completers_;
  const std::vector<int64_t> openings_;
  std::vector<int64_t> flow_;    // By edge.
  std::vector<int64_t> left_;    // By group.
  std::vector<int64_t> filled_;  // By occupation.
  int64_t placed_ = 0;
  // By occupation the edges that carry something, and some that did once.
  std::vector<std::vector<uint32_t>> carriers_;
  std::vector<bool> listed_;  // By edge.
  // By occupation and occupation: how many groups are placed in the first and
  // lead to the second; and for each second, a bit for each first of which
  // there are some.
  std::vector<uint32_t> steps_;
  size_t words_ = 0;
  std::vector<uint64_t> steps_into_;

  // Of the current phase, by occupation.
  std::vector<uint32_t> distance_;
  std::vector<uint32_t> next_;
  std::vector<uint32_t> queue_;
  std::vector<Step> path_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_PLACEMENT_H_
