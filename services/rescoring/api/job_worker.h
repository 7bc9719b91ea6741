#ifndef PLUMBLINE_SERVICES_RESCORING_API_JOB_WORKER_H_
#define PLUMBLINE_SERVICES_RESCORING_API_JOB_WORKER_H_

#include <atomic>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rescoring/api/job_steps.h"
#include "services/rescoring/domain/waits.h"
#include "services/rescoring/store/rescoring_store.h"

namespace plumbline::rescoring {

// Does jobs, one at a time, step by step: each step is done, then recorded.
// Whoever dies in between does the step again.
class JobWorker {
 public:
  struct Options {
    // Names the worker in the database.
    std::string owner = "worker";
    // How long a job waits for a worker that does not say any more that it
    // lives; it says so three times in that time.
    absl::Duration lease = absl::Seconds(30);
    // Between attempts at a step that failed, and how many there are.
    BackOff back_off = {absl::Minutes(1), absl::Hours(6), 10};
    std::function<absl::Time()> now;
    std::function<double()> random;  // In [0, 1).
  };

  // Both outlive the object.
  JobWorker(RescoringStore& store, const JobSteps& steps, Options options);

  // Takes the next job and does what is left of it, as far as it goes; false
  // when there is none to do now.
  //
  // Errors: those of the store. A job that was lost to another worker is none.
  absl::StatusOr<bool> WorkOnce();
  // Ends WorkOnce() after the step that it does.
  void Stop() { stopping_ = true; }

 private:
  absl::Status DoAll(Lease& lease);
  void Fail(const absl::Status& status, v1::Job& job) const;

  RescoringStore& store_;
  const JobSteps& steps_;
  const Options options_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_JOB_WORKER_H_
