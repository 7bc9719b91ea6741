#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_APPORTION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_APPORTION_H_

#include <vector>

#include "services/alignment/domain/supply/count_range.h"
#include "services/alignment/domain/supply/supply_graph.h"
#include "services/alignment/domain/supply/supply_question.h"

namespace plumbline::alignment {

// Sums of `by_program` for each group.
std::vector<CountRange> SumByGroup(const SupplyGraph& graph,
                                   const std::vector<CountRange>& by_program);

// The sum of `by_group` over the groups that lead to each occupation.
std::vector<CountRange> SumByOccupation(
    const SupplyGraph& graph, const std::vector<CountRange>& by_group);

// The completers that a rule gives each occupation; the rule is not
// kByCompleters. Under kEqual and kByOpenings exact parts add up to the
// completers of all groups.
std::vector<CountRange> ApportionCompleters(
    const SupplyGraph& graph, const std::vector<CountRange>& by_group,
    const std::vector<CountRange>& openings, Apportioning rule);

// The openings that kByCompleters gives each program; exact parts add up to the
// openings of all occupations to which a program leads.
std::vector<CountRange> ApportionOpenings(
    const SupplyGraph& graph, const std::vector<CountRange>& by_program,
    const std::vector<CountRange>& openings);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_APPORTION_H_
