#ifndef PLUMBLINE_SERVICES_COMMON_BASE_TIME_TEXT_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_TIME_TEXT_H_

#include <string>

#include "absl/time/time.h"

namespace plumbline::base {

// `2026-11-23T02:04:27Z`: RFC 3339 in UTC, whole seconds.
inline std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

// `2026-11-23`: the day in UTC.
inline std::string DayText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
}

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_TIME_TEXT_H_
