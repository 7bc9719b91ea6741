#ifndef PLUMBLINE_SERVICES_COMMON_BASE_TIMESTAMP_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_TIMESTAMP_H_

#include <cstdint>
#include <ctime>
#include <optional>

#include "absl/time/time.h"

// Times in messages. `Message` is google.protobuf.Timestamp, which this folder
// does not know.
namespace plumbline::base {

// Before year 1 and after 9999, which no valid message holds, the furthest
// times that there are.
template <typename Message>
absl::Time TimeOf(const Message& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

// Microseconds since 1970 in UTC: how stores keep times.
template <typename Message>
int64_t MicrosOf(const Message& timestamp) {
  return absl::ToUnixMicros(TimeOf(timestamp));
}

// Writes `time`, to the microsecond.
template <typename Message>
void SetTime(absl::Time time, Message* timestamp) {
  const std::timespec parts =
      absl::ToTimespec(absl::FromUnixMicros(absl::ToUnixMicros(time)));
  timestamp->set_seconds(parts.tv_sec);
  timestamp->set_nanos(static_cast<int32_t>(parts.tv_nsec));
}

// The time that a request asks an answer of; nothing: of now.
template <typename Request>
std::optional<absl::Time> AsOf(const Request& request) {
  if (!request.has_as_of()) return std::nullopt;
  return TimeOf(request.as_of());
}

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_TIMESTAMP_H_
