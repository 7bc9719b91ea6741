#include "services/rescoring/domain/waits.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/numbers.h"

namespace plumbline::rescoring {

absl::Duration WaitAfter(const BackOff& back_off, int attempt, double jitter) {
  const int doublings = std::clamp(attempt - 1, 0, 30);
  const absl::Duration whole =
      std::min(back_off.longest, back_off.first * (int64_t{1} << doublings));
  return whole * (0.5 + jitter / 2);
}

std::optional<absl::Duration> ParseRetryAfter(absl::string_view value,
                                              absl::Time now) {
  int64_t seconds = 0;
  if (absl::SimpleAtoi(value, &seconds)) {
    if (seconds < 0) return std::nullopt;
    return absl::Seconds(seconds);
  }
  absl::Time until;
  if (!absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", value, &until, nullptr)) {
    return std::nullopt;
  }
  return std::max(until - now, absl::ZeroDuration());
}

}  // namespace plumbline::rescoring
