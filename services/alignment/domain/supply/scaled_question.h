#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SCALED_QUESTION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SCALED_QUESTION_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/supply/count_range.h"
#include "services/alignment/domain/supply/supply_question.h"

namespace plumbline::alignment {

// A question in whole numbers: all counts in `units` of a person, so that every
// yearly share of a total is whole, and only edges that count.
struct ScaledQuestion {
  int64_t units = 1;
  // By program.
  std::vector<CountRange> completers;
  std::vector<std::vector<uint32_t>> edges;
  // By occupation; 0 where the education levels leave it out.
  std::vector<CountRange> openings;
  std::vector<bool> counts;
};

// Checks and scales a question.
//
// Errors: those of CompareSupplyAndDemand.
absl::StatusOr<ScaledQuestion> Scale(const SupplyQuestion& question);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_SCALED_QUESTION_H_
