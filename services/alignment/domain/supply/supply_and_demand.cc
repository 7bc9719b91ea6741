#include "services/alignment/domain/supply/supply_and_demand.h"

#include <algorithm>
#include <utility>

#include "services/alignment/domain/supply/apportion.h"
#include "services/alignment/domain/supply/bounds.h"
#include "services/alignment/domain/supply/scaled_question.h"
#include "services/alignment/domain/supply/supply_graph.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

ProgramBalance::Reach ReachOf(const ProgramSupply& program,
                              const std::vector<uint32_t>& edges) {
  if (!edges.empty()) return ProgramBalance::Reach::kLinked;
  return program.occupations.empty() ? ProgramBalance::Reach::kNoOccupation
                                     : ProgramBalance::Reach::kOutsideLevels;
}

// What `have` exceeds `most` by at least; 0 where `most` has no bound.
int64_t Excess(const CountRange& have, const CountRange& most) {
  if (!most.high.has_value()) return 0;
  return std::max<int64_t>(0, have.low - *most.high);
}

void DescribePrograms(const SupplyQuestion& question,
                      const ScaledQuestion& scaled, const SupplyGraph& graph,
                      SupplyAndDemand& answer) {
  for (size_t p = 0; p < question.programs.size(); ++p) {
    ProgramBalance balance;
    balance.reach = ReachOf(question.programs[p], scaled.edges[p]);
    balance.completers = scaled.completers[p];
    if (balance.reach == ProgramBalance::Reach::kLinked) {
      CountRange openings = CountRange::Exactly(0);
      for (const uint32_t o : graph.OccupationsOf(graph.group_of(p))) {
        openings += scaled.openings[o];
      }
      balance.unplaced_at_least = Excess(balance.completers, openings);
      answer.completers += balance.completers;
    } else {
      answer.completers_without_occupation += balance.completers;
    }
    answer.programs.push_back(std::move(balance));
  }
}

void DescribeOccupations(const ScaledQuestion& scaled, const SupplyGraph& graph,
                         const std::vector<CountRange>& linked,
                         const std::vector<CountRange>& placed,
                         SupplyAndDemand& answer) {
  for (uint32_t o = 0; o < graph.occupation_count(); ++o) {
    if (graph.EdgesInto(o).empty()) {
      answer.openings_without_program += scaled.openings[o];
      continue;
    }
    OccupationBalance balance;
    balance.occupation = o;
    balance.openings = scaled.openings[o];
    balance.linked = linked[o];
    balance.placed = placed[o];
    balance.unfilled_at_least = Excess(balance.openings, balance.linked);
    answer.openings += balance.openings;
    answer.occupations.push_back(std::move(balance));
  }
}

void ApplyRule(const ScaledQuestion& scaled, const SupplyGraph& graph,
               const std::vector<CountRange>& by_group, Apportioning rule,
               SupplyAndDemand& answer) {
  if (rule == Apportioning::kByCompleters) {
    const auto parts =
        ApportionOpenings(graph, scaled.completers, scaled.openings);
    for (size_t p = 0; p < parts.size(); ++p) {
      ProgramBalance& balance = answer.programs[p];
      if (balance.reach != ProgramBalance::Reach::kLinked) continue;
      balance.openings = parts[p];
      balance.gap = Difference(parts[p], balance.completers);
    }
    return;
  }
  const auto parts =
      ApportionCompleters(graph, by_group, scaled.openings, rule);
  for (OccupationBalance& balance : answer.occupations) {
    balance.completers = parts[balance.occupation];
    balance.gap = Difference(balance.openings, *balance.completers);
  }
}

}  // namespace

absl::StatusOr<SupplyAndDemand> CompareSupplyAndDemand(
    const SupplyQuestion& question) {
  PLUMBLINE_ASSIGN_OR_RETURN(const ScaledQuestion scaled, Scale(question));
  const SupplyGraph graph(scaled.edges, scaled.openings.size());
  const auto by_group = SumByGroup(graph, scaled.completers);
  SupplyBounds bounds = BoundAllocations(graph, by_group, scaled.openings);
  SupplyAndDemand answer;
  answer.units_per_person = scaled.units;
  DescribePrograms(question, scaled, graph, answer);
  DescribeOccupations(scaled, graph, SumByOccupation(graph, by_group),
                      bounds.placed, answer);
  ApplyRule(scaled, graph, by_group, question.apportioning, answer);
  answer.unplaced = bounds.unplaced;
  answer.unfilled = bounds.unfilled;
  answer.surpluses = std::move(bounds.surpluses);
  answer.shortages = std::move(bounds.shortages);
  return answer;
}

}  // namespace plumbline::alignment
