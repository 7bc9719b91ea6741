#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_POPULATION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_POPULATION_H_

#include <string>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// The occupations that have the quantity in a place, each printed row once.
struct Population {
  std::vector<Interval> values;
  // Whose they are, in the same order.
  std::vector<OccupationIndex> occupations;
  // In the same order, whether the row is one of an occupation that is a
  // member; empty when no members were asked for.
  std::vector<Outcome> members = {};
  // Codes and figures in the order of codes, for the digest.
  std::string text;
  std::string reference_period;
};

// `members` is by occupation, or empty.
Population PopulationIn(const Edition& edition, const Quantity& quantity,
                        RegionIndex place,
                        absl::Span<const Outcome> members = {});

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_POPULATION_H_
