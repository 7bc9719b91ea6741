#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_ASKED_DAY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_ASKED_DAY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace plumbline::alignment {

// The day on which lists are read: `asked`, or that of `now` in UTC.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: it is not a day, `YYYY-MM-DD`.
absl::StatusOr<std::string> DayOf(const std::string& asked, absl::Time now);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_ASKED_DAY_H_
