#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REFUSALS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REFUSALS_H_

#include "absl/status/status.h"

namespace plumbline::alignment {

// What methods of several services answer alike.

// kUnavailable, OVERLOADED: the queue of calls is full.
absl::Status TooManyCalls();

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REFUSALS_H_
