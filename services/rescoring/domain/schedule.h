#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_SCHEDULE_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_SCHEDULE_H_

#include "absl/time/time.h"

namespace plumbline::rescoring {

// When publishers are asked next.
//
// The wall clock says only how long ago the last check was when the process
// starts or another one has checked; from there on time that passed is counted
// by a clock that never jumps. So a jump makes no check come twice, and none
// comes later than one interval after it was due.
class Schedule {
 public:
  // `last_check` by the wall clock, which shows `wall`, while the steady clock
  // shows `steady`. absl::InfinitePast(): there was none.
  Schedule(absl::Duration interval, absl::Time last_check, absl::Time wall,
           absl::Duration steady);

  bool IsDue(absl::Duration steady) const;
  // How long until it is due; 0 when it is.
  absl::Duration UntilDue(absl::Duration steady) const;

 private:
  absl::Duration interval_;
  absl::Duration due_;  // On the steady clock.
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_SCHEDULE_H_
