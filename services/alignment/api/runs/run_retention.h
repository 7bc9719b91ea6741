#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_RETENTION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_RETENTION_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/base/retention.h"

namespace plumbline::alignment {

// Removes the verdicts of the runs that the rule does not keep at the time
// `now`; only says which with `validate_only`. Beside what the rule keeps stay
// the runs that reached last what these answer with: a run that scored some
// programs answers for the others with what earlier ones said, down to their
// digests.
//
// Errors: those of the store.
absl::StatusOr<v1::PurgeRunsResponse> PurgeRuns(AlignmentStore& store,
                                                const base::RetentionRule& rule,
                                                absl::Time now,
                                                bool validate_only);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_RETENTION_H_
