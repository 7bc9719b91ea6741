#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_REPLAY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_REPLAY_H_

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// Scores a stored run again from what it pinned and compares. `stored` is what
// the store says of it.
//
// Errors: those of InputsOfRun and ScoreRun.
absl::StatusOr<v1::ReplayRunResponse> Replay(AlignmentStore& store,
                                             EditionCache& editions,
                                             const RunView& stored,
                                             int threads);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_REPLAY_H_
