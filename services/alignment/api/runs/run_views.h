#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_VIEWS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_VIEWS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>

#include "absl/status/statusor.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// The run that is served, and some older ones that were asked for.
//
// Thread-safe.
class RunViews {
 public:
  // Both outlive the object. `older`: how many older runs are kept in memory.
  RunViews(AlignmentStore& store, EditionCache& editions, size_t older = 2);

  // The run that is served. Never waits.
  //
  // Errors:
  //   kFailedPrecondition, NOTHING_PUBLISHED: no run is published yet.
  //   kUnavailable, UPSTREAM_UNAVAILABLE: the published run is not loaded,
  //   because labor did not answer.
  absl::StatusOr<std::shared_ptr<const RunView>> Current();

  // Loads the published run, unless it is loaded. OK when none is published.
  //
  // Errors: those of At.
  absl::Status Restore();

  // Serves `view` from now on.
  void Publish(std::shared_ptr<const RunView> view);

  // A published run by name, `runs/{run}`; `runs/latest` is the one that is
  // served.
  //
  // Errors: those of ParseRunName, Current and At.
  absl::StatusOr<std::shared_ptr<const RunView>> Named(absl::string_view run);

  // A published run by number; may load it.
  //
  // Errors:
  //   kNotFound, RUN_UNKNOWN: there is no such run.
  //   kFailedPrecondition, RUN_PURGED.
  //   those of EditionCache::Get, when labor is asked for a run's edition.
  absl::StatusOr<std::shared_ptr<const RunView>> At(int64_t run);

  // Loads older runs again when they are asked for: some may be gone.
  void ForgetOlder();

 private:
  std::shared_ptr<const RunView> Find(int64_t run);

  AlignmentStore& store_;
  EditionCache& editions_;
  const size_t older_capacity_;
  base::Mutex mutex_;
  std::shared_ptr<const RunView> current_ ABSL_GUARDED_BY(mutex_);
  absl::Status why_none_ ABSL_GUARDED_BY(mutex_);
  std::list<std::shared_ptr<const RunView>> older_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_VIEWS_H_
