#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_RANKING_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_RANKING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// A group of occupations in a ranking.
struct RankedGroup {
  // The first digits of its occupations' codes: 1512.
  int32_t digits = 0;
  // The sum of its figures; without it when one of them is not known.
  std::optional<Interval> sum;
  // Why there is no sum.
  vocabulary::FigureStatus missing = vocabulary::FigureStatus::kUnspecified;
  // Whether another ranking takes it out: pass when it does.
  Outcome taken_out = Outcome::kFail;
  // Whether it is among the first.
  Outcome outcome = Outcome::kUnknown;
  // Its place among groups with a sum that are not taken out, the largest 1;
  // groups that tie share the better place. 0 for the others.
  uint32_t rank = 0;
};

// The groups of a kRank clause in a place.
struct Ranking {
  // By digits.
  std::vector<RankedGroup> groups;
  // By occupation, the index of its group.
  std::vector<uint32_t> group_of;

  const RankedGroup& Of(OccupationIndex occupation) const {
    return groups[group_of[occupation]];
  }
};

// Ranks the groups in a place. A group is among the first when it is whatever
// the unknown figures are, each group's on its own, and not when it never can
// be; `without` are the rankings that take groups out.
Ranking ComputeRanking(const Edition& edition, const Clause& clause,
                       RegionIndex place,
                       absl::Span<const Ranking* const> without);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_CLAUSES_RANKING_H_
