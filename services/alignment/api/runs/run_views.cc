#include "services/alignment/api/runs/run_views.h"

#include <utility>

#include "services/alignment/api/runs/run_loader.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

absl::Status NothingPublished() {
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::reason::kNothingPublished,
                     "no run is published yet: CreateRun makes one");
}

absl::Status NotLoaded() {
  return base::Error(
      absl::StatusCode::kUnavailable, base::reason::kUpstreamUnavailable,
      "the published run is not loaded yet: it needs its edition from labor; "
      "try again when labor answers");
}

}  // namespace

RunViews::RunViews(AlignmentStore& store, EditionCache& editions, size_t older)
    : store_(store),
      editions_(editions),
      older_capacity_(older),
      why_none_(NotLoaded()) {}

absl::StatusOr<std::shared_ptr<const RunView>> RunViews::Current() {
  base::MutexLock lock(&mutex_);
  if (current_ == nullptr) return why_none_;
  return current_;
}

absl::Status RunViews::Restore() {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published, store_.PublishedRun());
  if (published == 0) {
    base::MutexLock lock(&mutex_);
    why_none_ = NothingPublished();
    return absl::OkStatus();
  }
  PLUMBLINE_ASSIGN_OR_RETURN(auto view, At(published));
  Publish(std::move(view));
  return absl::OkStatus();
}

void RunViews::Publish(std::shared_ptr<const RunView> view) {
  base::MutexLock lock(&mutex_);
  if (current_ != nullptr && current_->number() >= view->number()) return;
  current_.swap(view);
  if (view == nullptr) return;
  older_.push_front(std::move(view));
  if (older_.size() > older_capacity_) older_.pop_back();
}

absl::StatusOr<std::shared_ptr<const RunView>> RunViews::Named(
    absl::string_view run) {
  if (run == "runs/latest") return Current();
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t number, ParseRunName(run));
  return At(number);
}

absl::StatusOr<std::shared_ptr<const RunView>> RunViews::At(int64_t run) {
  if (auto view = Find(run)) return view;
  PLUMBLINE_ASSIGN_OR_RETURN(auto view, LoadRun(store_, editions_, run));
  base::MutexLock lock(&mutex_);
  older_.push_front(view);
  if (older_.size() > older_capacity_) older_.pop_back();
  return view;
}

void RunViews::ForgetOlder() {
  base::MutexLock lock(&mutex_);
  older_.clear();
}

std::shared_ptr<const RunView> RunViews::Find(int64_t run) {
  base::MutexLock lock(&mutex_);
  if (current_ != nullptr && current_->number() == run) return current_;
  for (auto it = older_.begin(); it != older_.end(); ++it) {
    if ((*it)->number() != run) continue;
    older_.splice(older_.begin(), older_, it);
    return older_.front();
  }
  return nullptr;
}

}  // namespace plumbline::alignment
