#include "services/rescoring/api/rescoring_loop.h"

#include <algorithm>
#include <utility>

#include "services/common/base/status_macros.h"
#include "services/common/telemetry/log.h"

namespace plumbline::rescoring {
namespace {

constexpr absl::Duration kAfterAnError = absl::Seconds(1);

void LogProblem(absl::string_view what, const absl::Status& status) {
  telemetry::Error(what, {{"why", std::string(status.message())}});
}

}  // namespace

RescoringLoop::RescoringLoop(RescoringStore& store, SourceWatcher& watcher,
                             JobWorker& worker, Options options)
    : store_(store),
      watcher_(watcher),
      worker_(worker),
      options_(std::move(options)) {}

RescoringLoop::~RescoringLoop() { Stop(); }

void RescoringLoop::Start() {
  thread_ = std::thread([this] { Run(); });
}

void RescoringLoop::Wake() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void RescoringLoop::Stop() {
  worker_.Stop();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

// Another process, or an earlier life of this one, may have checked: only then
// is the wall clock asked how long ago that was.
absl::Status RescoringLoop::RefreshSchedule() {
  PLUMBLINE_ASSIGN_OR_RETURN(const CheckSlot last, store_.LastCheck());
  if (schedule_ && last.number == slot_.number) return absl::OkStatus();
  slot_ = last;
  schedule_.emplace(*options_.check_every, last.time, options_.now(),
                    options_.steady());
  return absl::OkStatus();
}

absl::StatusOr<bool> RescoringLoop::CheckIfDue() {
  if (!options_.check_every) return false;
  PLUMBLINE_RETURN_IF_ERROR(RefreshSchedule());
  if (!schedule_->IsDue(options_.steady())) return false;
  PLUMBLINE_ASSIGN_OR_RETURN(const bool mine,
                             store_.TakeCheck(slot_, options_.now()));
  PLUMBLINE_RETURN_IF_ERROR(RefreshSchedule());
  if (!mine) return false;
  PLUMBLINE_RETURN_IF_ERROR(watcher_.Check({}).status());
  return true;
}

absl::Duration RescoringLoop::Sleep() {
  absl::Duration sleep = options_.longest_sleep;
  if (schedule_) {
    sleep = std::min(sleep, schedule_->UntilDue(options_.steady()));
  }
  const auto next = store_.NextJobTime();
  if (!next.ok()) return kAfterAnError;
  if (*next) sleep = std::min(sleep, **next - options_.now());
  return std::max(sleep, absl::Milliseconds(5));
}

void RescoringLoop::Run() {
  for (;;) {
    const auto checked = CheckIfDue();
    if (!checked.ok()) LogProblem("sources not checked", checked.status());
    const auto worked = worker_.WorkOnce();
    if (!worked.ok()) LogProblem("job not done", worked.status());
    const bool has_more = worked.ok() && *worked;
    const absl::Duration sleep = !worked.ok() || !checked.ok() ? kAfterAnError
                                 : has_more ? absl::ZeroDuration()
                                            : Sleep();
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait_for(lock, absl::ToChronoMilliseconds(sleep),
                      [this] { return stopping_ || woken_; });
    if (stopping_) return;
    woken_ = false;
  }
}

}  // namespace plumbline::rescoring
