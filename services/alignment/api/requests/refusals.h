#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_REFUSALS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_REFUSALS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace plumbline::alignment {

// What methods of several services answer alike.

// kUnavailable, OVERLOADED: the queue of calls is full.
absl::Status TooManyCalls();

// kInvalidArgument, ARGUMENT_INVALID: `field` of a request says `what`.
absl::Status InvalidField(absl::string_view field, absl::string_view what);

// kInvalidArgument, ARGUMENT_INVALID: an enumeration has no value `number`.
absl::Status UnnamedValue(absl::string_view field, int number);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_REFUSALS_H_
