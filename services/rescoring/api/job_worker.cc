#include "services/rescoring/api/job_worker.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/telemetry/log.h"
#include "services/rescoring/api/stop_point.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

// Says that a worker lives while it works. When it cannot any more, recording
// the next step will fail.
class Heartbeat {
 public:
  Heartbeat(RescoringStore& store, const Lease& lease, absl::Duration length,
            const std::function<absl::Time()>& now)
      : thread_([this, &store, id = Lease{NamedOnly(lease.job), lease.token},
                 length, now] { Beat(store, id, length, now); }) {}
  ~Heartbeat() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
  }

 private:
  static v1::Job NamedOnly(const v1::Job& job) {
    v1::Job named;
    named.set_name(job.name());
    return named;
  }

  void Beat(RescoringStore& store, const Lease& lease, absl::Duration length,
            const std::function<absl::Time()>& now) {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto pause = absl::ToChronoMilliseconds(length / 3);
    while (!stop_.wait_for(lock, pause, [this] { return stopping_; })) {
      const absl::Status renewed = store.RenewLease(lease, now() + length);
      if (!renewed.ok()) {
        telemetry::Warning("lease not renewed",
                           {{"job", lease.job.name()},
                            {"why", std::string(renewed.message())}});
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;  // Last: it uses the others.
};

// The point after a step is recorded, by the step that it was.
absl::string_view RecordedPoint(v1::Job::Step before) {
  switch (before) {
    case v1::Job::CHECKED:
      return "fetch.recorded";
    case v1::Job::FETCHED:
      return "import.recorded";
    case v1::Job::IMPORTED:
      return "plan.recorded";
    case v1::Job::PLANNED:
      return "publish.recorded";
    case v1::Job::EDITION_PUBLISHED:
      return "score.recorded";
    default:
      return "finish.recorded";
  }
}

// Whether waiting may help: not when an input is wrong for good.
bool MayHeal(const absl::Status& status) {
  const std::string reason = base::ReasonOf(status);
  if (absl::StartsWith(reason, "SOURCE_") ||
      absl::StartsWith(reason, "SPOOL_")) {
    return true;
  }
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kUnimplemented:
      return false;
    default:
      return true;
  }
}

absl::Duration AskedWait(const absl::Status& status) {
  for (const auto& [key, value] : base::MetadataOf(status)) {
    int64_t seconds = 0;
    if (key == "retry_after" && absl::SimpleAtoi(value, &seconds)) {
      return absl::Seconds(seconds);
    }
  }
  return absl::ZeroDuration();
}

void LogEnd(const v1::Job& job) {
  if (job.state() == v1::Job::QUARANTINED) {
    telemetry::Error("new data did not pass the gates; the old are served",
                     {{"job", job.name()},
                      {"release", job.release()},
                      {"finding", job.findings_size() > 0 ? job.findings(0)
                                                          : std::string()}});
  } else if (job.state() == v1::Job::DONE) {
    telemetry::Info("job done", {{"job", job.name()},
                                 {"edition", job.edition()},
                                 {"runs", job.runs_size()},
                                 {"note", job.note()}});
  }
}

}  // namespace

JobWorker::JobWorker(RescoringStore& store, const JobSteps& steps,
                     Options options)
    : store_(store), steps_(steps), options_(std::move(options)) {}

absl::StatusOr<bool> JobWorker::WorkOnce() {
  const absl::Time now = options_.now();
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto lease, store_.ClaimJob(options_.owner, now, now + options_.lease));
  if (!lease) return false;
  const absl::Status done = DoAll(*lease);
  if (base::ReasonOf(done) == base::reason::kLeaseLost) {
    telemetry::Warning("job lost to another worker",
                       {{"job", lease->job.name()}});
    return true;
  }
  PLUMBLINE_RETURN_IF_ERROR(done);
  return true;
}

absl::Status JobWorker::DoAll(Lease& lease) {
  const Heartbeat alive(store_, lease, options_.lease, options_.now);
  v1::Job& job = lease.job;
  while (job.state() == v1::Job::ACTIVE && !stopping_) {
    const v1::Job::Step before = job.step();
    const absl::Status done = steps_.DoNext(job);
    base::SetTime(options_.now(), job.mutable_update_time());
    if (!done.ok()) {
      Fail(done, job);
      return store_.ReleaseJob(lease);
    }
    job.clear_failure_reason();
    job.clear_failure_message();
    job.clear_failed_attempts();
    job.clear_next_attempt_time();
    PLUMBLINE_RETURN_IF_ERROR(store_.RecordJob(lease));
    StopPoint(RecordedPoint(before));
  }
  LogEnd(job);
  return store_.ReleaseJob(lease);
}

void JobWorker::Fail(const absl::Status& status, v1::Job& job) const {
  job.set_failed_attempts(job.failed_attempts() + 1);
  job.set_failure_reason(base::ReasonOf(status));
  if (job.failure_reason().empty()) {
    job.set_failure_reason(absl::StatusCodeToString(status.code()));
  }
  job.set_failure_message(std::string(status.message()));
  job.clear_next_attempt_time();
  if (MayHeal(status) && job.failed_attempts() < options_.back_off.attempts) {
    const absl::Duration wait = std::max(
        WaitAfter(options_.back_off, job.failed_attempts(), options_.random()),
        std::min(AskedWait(status), options_.back_off.longest));
    base::SetTime(options_.now() + wait, job.mutable_next_attempt_time());
  } else {
    job.set_state(v1::Job::FAILED);
  }
  telemetry::Error(job.state() == v1::Job::FAILED
                       ? "job failed: plumb retry-job tries again"
                       : "job step failed and will be tried again",
                   {{"job", job.name()},
                    {"step_done", v1::Job::Step_Name(job.step())},
                    {"reason", job.failure_reason()},
                    {"why", job.failure_message()},
                    {"attempt", job.failed_attempts()}});
}

}  // namespace plumbline::rescoring
