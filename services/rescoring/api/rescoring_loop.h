#ifndef PLUMBLINE_SERVICES_RESCORING_API_RESCORING_LOOP_H_
#define PLUMBLINE_SERVICES_RESCORING_API_RESCORING_LOOP_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rescoring/api/job_worker.h"
#include "services/rescoring/api/source_watcher.h"
#include "services/rescoring/domain/schedule.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// Asks publishers when it is time, and does jobs, in a thread of its own.
class RescoringLoop {
 public:
  struct Options {
    // Between two checks of all sources; nothing: only when asked.
    std::optional<absl::Duration> check_every;
    // How long it sleeps at most: another process may have made a job.
    absl::Duration longest_sleep = absl::Seconds(30);
    std::function<absl::Time()> now;
    // A clock that never jumps, from any start; counts while the machine
    // sleeps.
    std::function<absl::Duration()> steady;
  };

  // All outlive the object.
  RescoringLoop(RescoringStore& store, SourceWatcher& watcher,
                JobWorker& worker, Options options);
  ~RescoringLoop();  // Stops.

  void Start();
  // Looks for jobs at once.
  void Wake();
  // Ends after the step that is being done.
  void Stop();

  // Checks all sources when it is time and nobody else has; whether it did. For
  // the loop, and for tests.
  //
  // Errors: those of the store.
  absl::StatusOr<bool> CheckIfDue();

 private:
  void Run();
  absl::Duration Sleep();
  absl::Status RefreshSchedule();

  RescoringStore& store_;
  SourceWatcher& watcher_;
  JobWorker& worker_;
  const Options options_;
  // The last check as this process knows it, and when the next is due.
  CheckSlot slot_ = {-1, absl::InfinitePast()};
  std::optional<Schedule> schedule_;

  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable changed_;
  bool stopping_ = false;
  bool woken_ = false;
  std::thread thread_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_RESCORING_LOOP_H_
