#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PINNED_VIEWS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PINNED_VIEWS_H_

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "services/alignment/api/editions/edition_cache.h"
#include "services/alignment/api/matching/text_reader.h"
#include "services/alignment/api/runs/run_views.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// The answers that a read pins: those of a run, of a moment, of another edition
// or of another version of a policy.
//
// Thread-safe. Two threads that ask for the same may both work it out.
class PinnedViews {
 public:
  // All outlive the object.
  PinnedViews(AlignmentStore& store, RunViews& views, EditionCache& editions,
              const TextReader& texts, int threads);

  // `run` is `runs/{run}`, `runs/latest`, or empty.
  //
  // Errors: those of the contract for `Pins`.
  //   kInvalidArgument, ARGUMENT_INVALID: a run and a time are asked for.
  absl::StatusOr<std::shared_ptr<const RunView>> Of(const std::string& run,
                                                    const v1::Pins& pins);
  // The same for a page after the first: run `number` is pinned already.
  absl::StatusOr<std::shared_ptr<const RunView>> Of(int64_t number,
                                                    const v1::Pins& pins);

  // The run that was served at a time, by number.
  //
  // Errors:
  //   kNotFound, RUN_UNKNOWN: none was.
  absl::StatusOr<int64_t> ServedAt(absl::Time time) const;

  // Works out again what is asked for: runs that it stood on may be gone.
  void Forget();

 private:
  using View = std::shared_ptr<const RunView>;

  absl::StatusOr<View> Base(const std::string& run, const v1::Pins& pins);
  // `base` scored again with what is pinned beside it.
  absl::StatusOr<View> Rescored(const View& base, const v1::Pins& pins);
  absl::StatusOr<View> Score(const View& base, const v1::Pins& pins);

  AlignmentStore& store_;
  RunViews& views_;
  EditionCache& editions_;
  const TextReader& texts_;
  const int threads_;
  base::Mutex mutex_;
  // What was worked out last, the most recently used first, by what was asked.
  std::list<std::pair<std::string, View>> rescored_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PINNED_VIEWS_H_
