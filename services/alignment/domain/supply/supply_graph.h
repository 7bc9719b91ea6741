#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_GRAPH_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace plumbline::alignment {

// Which programs lead to which occupations. Programs with the same occupations
// are one group: nothing tells their completers apart, and a state's hundreds
// of thousands of programs have a few thousand such sets.
//
// Groups stand in the lexicographic order of their occupations and an edge has
// a number: group by group, each group's by occupation. Neither depends on the
// order in which programs were given.
class SupplyGraph {
 public:
  static constexpr uint32_t kNoGroup = UINT32_MAX;

  // `occupations[p]` are those of program p, each below `occupation_count`, in
  // any order; one named twice counts once. A program without any is in no
  // group.
  SupplyGraph(std::vector<std::vector<uint32_t>> occupations,
              size_t occupation_count);

  size_t group_count() const { return programs_begin_.size() - 1; }
  size_t occupation_count() const { return into_begin_.size() - 1; }
  size_t edge_count() const { return target_.size(); }

  uint32_t group_of(size_t program) const { return group_of_[program]; }
  // Ascending.
  absl::Span<const uint32_t> ProgramsOf(size_t group) const {
    return Part(programs_, programs_begin_, group);
  }
  // A group's edges are `edges_begin(group)` up to `edges_begin(group + 1)`.
  uint32_t edges_begin(size_t group) const { return edges_begin_[group]; }
  // Ascending, in the order of the edges.
  absl::Span<const uint32_t> OccupationsOf(size_t group) const {
    return Part(target_, edges_begin_, group);
  }
  // The edges that lead to an occupation, ascending, and so their groups.
  absl::Span<const uint32_t> EdgesInto(size_t occupation) const {
    return Part(into_, into_begin_, occupation);
  }
  uint32_t occupation_of_edge(size_t edge) const { return target_[edge]; }
  uint32_t group_of_edge(size_t edge) const { return source_[edge]; }

 private:
  static absl::Span<const uint32_t> Part(const std::vector<uint32_t>& values,
                                         const std::vector<uint32_t>& begin,
                                         size_t i) {
    return absl::MakeConstSpan(values).subspan(begin[i],
                                               begin[i + 1] - begin[i]);
  }
  void Group(const std::vector<std::vector<uint32_t>>& occupations);
  void IndexOccupations(size_t occupation_count);

  std::vector<uint32_t> group_of_;
  std::vector<uint32_t> programs_;
  std::vector<uint32_t> programs_begin_;
  std::vector<uint32_t> target_;
  std::vector<uint32_t> source_;
  std::vector<uint32_t> edges_begin_;
  std::vector<uint32_t> into_;
  std::vector<uint32_t> into_begin_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SUPPLY_GRAPH_H_
