#include "services/alignment/domain/supply/apportion.h"

#include "services/alignment/domain/supply/shares.h"

namespace plumbline::alignment {

std::vector<CountRange> SumByGroup(const SupplyGraph& graph,
                                   const std::vector<CountRange>& by_program) {
  std::vector<CountRange> sums(graph.group_count());
  for (size_t group = 0; group < sums.size(); ++group) {
    for (const uint32_t program : graph.ProgramsOf(group)) {
      sums[group] += by_program[program];
    }
  }
  return sums;
}

std::vector<CountRange> SumByOccupation(
    const SupplyGraph& graph, const std::vector<CountRange>& by_group) {
  std::vector<CountRange> sums(graph.occupation_count());
  for (size_t group = 0; group < by_group.size(); ++group) {
    for (const uint32_t occupation : graph.OccupationsOf(group)) {
      sums[occupation] += by_group[group];
    }
  }
  return sums;
}

std::vector<CountRange> ApportionCompleters(
    const SupplyGraph& graph, const std::vector<CountRange>& by_group,
    const std::vector<CountRange>& openings, Apportioning rule) {
  if (rule == Apportioning::kNone) return SumByOccupation(graph, by_group);
  std::vector<CountRange> parts(graph.occupation_count());
  std::vector<Sharer> sharers;
  for (size_t group = 0; group < by_group.size(); ++group) {
    const auto occupations = graph.OccupationsOf(group);
    sharers.clear();
    for (const uint32_t occupation : occupations) {
      // Equal parts are the division where nobody has a weight.
      sharers.push_back({rule == Apportioning::kByOpenings
                             ? openings[occupation]
                             : CountRange::Exactly(0)});
    }
    const auto shares = Divide(by_group[group], sharers);
    for (size_t i = 0; i < shares.size(); ++i) {
      parts[occupations[i]] += shares[i];
    }
  }
  return parts;
}

namespace {

// The openings that each group gets.
std::vector<CountRange> OpeningsByGroup(
    const SupplyGraph& graph, const std::vector<CountRange>& by_group,
    const std::vector<CountRange>& openings) {
  std::vector<CountRange> parts(graph.group_count());
  std::vector<Sharer> sharers;
  for (size_t occupation = 0; occupation < openings.size(); ++occupation) {
    const auto edges = graph.EdgesInto(occupation);
    if (edges.empty()) continue;
    sharers.clear();
    for (const uint32_t edge : edges) {
      const uint32_t group = graph.group_of_edge(edge);
      sharers.push_back({by_group[group],
                         static_cast<int64_t>(graph.ProgramsOf(group).size())});
    }
    const auto shares = Divide(openings[occupation], sharers);
    for (size_t i = 0; i < shares.size(); ++i) {
      parts[graph.group_of_edge(edges[i])] += shares[i];
    }
  }
  return parts;
}

}  // namespace

std::vector<CountRange> ApportionOpenings(
    const SupplyGraph& graph, const std::vector<CountRange>& by_program,
    const std::vector<CountRange>& openings) {
  const auto by_group =
      OpeningsByGroup(graph, SumByGroup(graph, by_program), openings);
  std::vector<CountRange> parts(by_program.size());
  std::vector<Sharer> sharers;
  for (size_t group = 0; group < by_group.size(); ++group) {
    const auto programs = graph.ProgramsOf(group);
    sharers.clear();
    for (const uint32_t program : programs) {
      sharers.push_back({by_program[program]});
    }
    const auto shares = Divide(by_group[group], sharers);
    for (size_t i = 0; i < shares.size(); ++i) {
      parts[programs[i]] = shares[i];
    }
  }
  return parts;
}

}  // namespace plumbline::alignment
