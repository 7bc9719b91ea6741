#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_INPUTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_INPUTS_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// What a stored run pinned, out of the store and labor: edition, policies,
// regions and day. Without subjects.
//
// Errors:
//   kNotFound, EDITION_UNKNOWN, POLICY_UNKNOWN, REGION_UNKNOWN.
//   those of EditionCache::Get and Bind.
absl::StatusOr<RunInputs> InputsOfRun(AlignmentStore& store,
                                      EditionCache& editions,
                                      const v1::Run& run);

// The programs that rows are about, each once, in the order of their names.
std::vector<std::shared_ptr<const SubjectInUse>> SubjectsIn(
    absl::Span<const ViewRow> rows);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_INPUTS_H_
