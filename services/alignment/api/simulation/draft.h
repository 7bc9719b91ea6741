#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SIMULATION_DRAFT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SIMULATION_DRAFT_H_

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/matching/text_reader.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// The decision record of a program that is not stored. It has no run and no
// program revision.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID, CODE_MALFORMED, NAME_INVALID: the
//   program, or a name, is not valid.
//   kNotFound, POLICY_UNKNOWN, REGION_UNKNOWN, EDITION_UNKNOWN.
//   kUnavailable, UPSTREAM_UNAVAILABLE: labor does not answer.
absl::StatusOr<v1::DecisionRecord> EvaluateDraft(
    AlignmentStore& store, EditionCache& editions, const TextReader& texts,
    const v1::EvaluateProgramRequest& request);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SIMULATION_DRAFT_H_
