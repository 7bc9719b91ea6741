#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_MODEL_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_MODEL_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/stratum.h"

namespace plumbline::alignment {

// Weights by the names of strata.
using MatchModel = std::map<std::string, FusionWeights>;

// Errors: kInvalidArgument when the model lacks the stratum.
absl::StatusOr<FusionWeights> WeightsOf(const MatchModel& model,
                                        Stratum stratum);

// A model as JSON: strata, each with its intercept, the knots of its
// calibration (none when left out: what is said and what was found, ascending),
// its least margin (0 when left out) and, for every feature that it uses, the
// two weights. Six significant digits: the file is read by people.
std::string WriteMatchModel(const MatchModel& model,
                            absl::string_view trained_on);

// Errors: kInvalidArgument for what is no such JSON, an unknown feature or a
// number that is none.
absl::StatusOr<MatchModel> ReadMatchModel(absl::string_view json);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_MODEL_H_
