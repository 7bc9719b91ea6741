#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REFUSALS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REFUSALS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {

// What methods of several services answer alike.

// kUnavailable, OVERLOADED: the queue of calls is full.
absl::Status TooManyCalls();

// kNotFound, REGION_UNKNOWN: the edition has no region of that name.
absl::Status UnknownRegion(const Edition& edition, absl::string_view name);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REFUSALS_H_
