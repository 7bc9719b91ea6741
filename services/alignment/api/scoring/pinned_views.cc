#include "services/alignment/api/scoring/pinned_views.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/alignment/api/editions/region_names.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/runs/run_loader.h"
#include "services/alignment/api/scoring/run_inputs.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

// Each is as large as a run.
constexpr size_t kKept = 2;
constexpr int kRunsAtOnce = 100;

// The policy versions that a view speaks of: those of earlier runs among them,
// where its own run scored fewer.
std::set<std::string> PoliciesIn(const RunView& view) {
  std::set<std::string> policies;
  for (const ViewRow& row : view.rows())
    policies.insert(row.policy->content.name());
  return policies;
}

absl::Status NothingServedThen(absl::Time time, const v1::Run* first) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kRunUnknown,
      absl::StrCat(
          "nothing was served at ", base::TimeText(time), ": ",
          first == nullptr
              ? "no run is published yet"
              : absl::StrCat(
                    "the first run, ", first->name(), ", became visible at ",
                    base::TimeText(base::TimeOf(first->publish_time())))),
      {{"field", "as_of"}});
}

}  // namespace

PinnedViews::PinnedViews(AlignmentStore& store, RunViews& views,
                         EditionCache& editions, const TextReader& texts,
                         int threads)
    : store_(store),
      views_(views),
      editions_(editions),
      texts_(texts),
      threads_(threads) {}

absl::StatusOr<std::shared_ptr<const RunView>> PinnedViews::Of(
    const std::string& run, const v1::Pins& pins) {
  PLUMBLINE_ASSIGN_OR_RETURN(const View base, Base(run, pins));
  return Rescored(base, pins);
}

absl::StatusOr<std::shared_ptr<const RunView>> PinnedViews::Of(
    int64_t number, const v1::Pins& pins) {
  PLUMBLINE_ASSIGN_OR_RETURN(const View base, views_.At(number));
  return Rescored(base, pins);
}

absl::StatusOr<std::shared_ptr<const RunView>> PinnedViews::Base(
    const std::string& run, const v1::Pins& pins) {
  if (pins.has_as_of() && !run.empty()) {
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       "a run and a time are asked for: a time names its run, "
                       "so leave one of them out",
                       {{"field", "pins.as_of"}});
  }
  if (const auto as_of = base::AsOf(pins)) {
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t served, ServedAt(*as_of));
    return views_.At(served);
  }
  return run.empty() ? views_.Current() : views_.Named(run);
}

absl::StatusOr<int64_t> PinnedViews::ServedAt(absl::Time time) const {
  int64_t before = 0;
  v1::Run first;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<v1::Run> runs,
                               store_.RunsBefore(before, kRunsAtOnce));
    for (const v1::Run& run : runs) {
      PLUMBLINE_ASSIGN_OR_RETURN(before, ParseRunName(run.name()));
      if (base::TimeOf(run.publish_time()) <= time) return before;
      first = run;
    }
    if (runs.size() < kRunsAtOnce)
      return NothingServedThen(time, first.name().empty() ? nullptr : &first);
  }
}

void PinnedViews::Forget() {
  base::MutexLock lock(&mutex_);
  rescored_.clear();
}

absl::StatusOr<std::shared_ptr<const RunView>> PinnedViews::Rescored(
    const View& base, const v1::Pins& pins) {
  if (pins.edition().empty() && pins.policy().empty()) return base;
  const std::string key =
      absl::StrCat(base->number(), "\n", pins.edition(), "\n", pins.policy());
  {
    base::MutexLock lock(&mutex_);
    for (auto it = rescored_.begin(); it != rescored_.end(); ++it) {
      if (it->first != key) continue;
      rescored_.splice(rescored_.begin(), rescored_, it);
      return it->second;
    }
  }
  PLUMBLINE_ASSIGN_OR_RETURN(View view, Score(base, pins));
  base::MutexLock lock(&mutex_);
  rescored_.emplace_front(key, view);
  if (rescored_.size() > kKept) rescored_.pop_back();
  return view;
}

absl::StatusOr<std::shared_ptr<const RunView>> PinnedViews::Score(
    const View& base, const v1::Pins& pins) {
  v1::Run asked = base->run();
  if (!pins.edition().empty()) {
    PLUMBLINE_RETURN_IF_ERROR(
        rpc::ParseName("editions/{edition}", pins.edition()).status());
    asked.set_edition(pins.edition());
  }
  asked.clear_policies();
  if (pins.policy().empty()) {
    for (const std::string& policy : PoliciesIn(*base))
      asked.add_policies(policy);
  } else {
    asked.add_policies(pins.policy());
  }
  PLUMBLINE_ASSIGN_OR_RETURN(RunInputs inputs,
                             InputsOfRun(store_, editions_, asked));
  inputs.subjects = SubjectsIn(base->rows());
  PLUMBLINE_ASSIGN_OR_RETURN(inputs.subjects,
                             texts_.Read(*inputs.edition, inputs.policies,
                                         std::move(inputs.subjects)));
  PLUMBLINE_ASSIGN_OR_RETURN(auto rows, ScoreRun(inputs, threads_));
  return std::make_shared<RunView>(base->number(), std::move(asked),
                                   std::move(rows));
}

}  // namespace plumbline::alignment
