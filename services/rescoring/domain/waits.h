#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_WAITS_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_WAITS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace plumbline::rescoring {

// How long to wait before something is tried again.
struct BackOff {
  absl::Duration first = absl::Seconds(1);
  absl::Duration longest = absl::Minutes(10);
  // How often in all; 1 is never again.
  int attempts = 3;
};

// The wait after attempt number `attempt` (from 1) failed: doubles each time,
// at most `longest`, then between half and all of it by `jitter` in [0, 1), so
// that many who failed together do not come back together.
absl::Duration WaitAfter(const BackOff& back_off, int attempt, double jitter);

// What a Retry-After header asks for: seconds, or a date of HTTP against `now`.
// Never negative. Nothing when it is neither.
std::optional<absl::Duration> ParseRetryAfter(absl::string_view value,
                                              absl::Time now);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_WAITS_H_
