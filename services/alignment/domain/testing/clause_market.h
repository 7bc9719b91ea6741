#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_CLAUSE_MARKET_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_CLAUSE_MARKET_H_

#include <string>
#include <vector>

#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/testing/tiny_world.h"

namespace plumbline::alignment::testing {

// Four occupations in two groups of four digits, two of each: 15-1211, 15-1212,
// 29-1141 and 29-1199, in the nation, the state us-tx and its area us-cbsa-1.
TinyWorld Market();

// The same with the growth in jobs of the four in the state and the area.
TinyWorld GrowingMarket(vocabulary::Figure nurses_in_metro);

// A policy of one dimension, in demand.
Policy OfClause(Clause clause);

// The outcomes of all occupations, by code.
std::vector<Outcome> OutcomesIn(const TinyWorld& world, const Policy& policy,
                                const std::string& region,
                                const std::string& day = "");

// Ranks groups by EMPLOYMENT_CHANGE.
Clause RankClause(const std::string& id, int32_t digits, int32_t top,
                  Scope scope = Scope::kRegion);

// Points for EMPLOYMENT_CHANGE, counted once.
Clause ScoreClause(ScoreComponent::Binning binning, Comparator comparator,
                   int32_t cut_milli);

}  // namespace plumbline::alignment::testing

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_TESTING_CLAUSE_MARKET_H_
