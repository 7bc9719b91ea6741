#include "services/rescoring/domain/schedule.h"

#include <algorithm>

namespace plumbline::rescoring {

Schedule::Schedule(absl::Duration interval, absl::Time last_check,
                   absl::Time wall, absl::Duration steady)
    : interval_(interval) {
  // A last check in the future was written before the clock was set back: it
  // counts as one of just now.
  const absl::Duration passed =
      std::clamp(wall - last_check, absl::ZeroDuration(), interval_);
  due_ = steady + interval_ - passed;
}

bool Schedule::IsDue(absl::Duration steady) const { return steady >= due_; }

absl::Duration Schedule::UntilDue(absl::Duration steady) const {
  return std::max(due_ - steady, absl::ZeroDuration());
}

}  // namespace plumbline::rescoring
