#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_UPSTREAM_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_UPSTREAM_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace plumbline::alignment {

// An error of another service as this one's answer: what was not found there is
// not found here; a service that does not answer is kUnavailable,
// UPSTREAM_UNAVAILABLE, and says which.
absl::Status FromUpstream(const absl::Status& status,
                          absl::string_view service);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_REQUESTS_UPSTREAM_H_
