#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_LOADER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_LOADER_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// A policy's content bound to an edition.
//
// Errors: those of BoundPolicy::Create.
absl::StatusOr<std::shared_ptr<const PolicyInUse>> Bind(
    std::shared_ptr<const Edition> edition, v1::Policy content,
    std::string day);

// Whether what a policy says depends on the day on which it is read.
bool ReadsDays(const v1::Policy& policy);

// A published run out of the store, with the editions that its rows pin.
//
// Errors:
//   kNotFound, RUN_UNKNOWN: there is no such run.
//   kDataLoss, STORAGE_FAILED: a row names a region or a program that its
//   edition or the store does not have.
//   those of EditionCache::Get and of the store.
absl::StatusOr<std::shared_ptr<const RunView>> LoadRun(AlignmentStore& store,
                                                       EditionCache& editions,
                                                       int64_t run);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_LOADER_H_
