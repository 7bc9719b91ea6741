#ifndef PLUMBLINE_SERVICES_RESCORING_API_STOP_POINT_H_
#define PLUMBLINE_SERVICES_RESCORING_API_STOP_POINT_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::rescoring {

// Every place where a test can pull the plug.
absl::Span<const absl::string_view> StopPoints();

// Kills the process, as if the plug were pulled, when the environment variable
// PLUMBLINE_STOP_AT is `point`: for tests. `point` is one of StopPoints().
void StopPoint(absl::string_view point);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_API_STOP_POINT_H_
