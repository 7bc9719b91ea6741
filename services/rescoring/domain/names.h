#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_NAMES_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_NAMES_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"

// Names that follow from what they name: whoever sees the same change, on
// whichever machine and however often, makes the same job, and the job makes
// the same calls.
namespace plumbline::rescoring {

// `jobs/{source}-{release}-{digest}` for a change of which `change` says
// everything that tells it from others.
std::string JobName(absl::string_view source, absl::string_view release,
                    absl::string_view change);

// `jobs/scoring-{digest}` for a request to score again.
std::string ScoringJobName(absl::string_view request_id);

// The UUID (version 8 of RFC 9562) under which a job makes one call: `detail`
// is all that the call asks for.
std::string RequestId(absl::string_view job, absl::string_view step,
                      absl::string_view detail);

// The name under which a release that came again with other files is imported:
// `{release}-r2`, or the next that is not among `known`.
std::string NextRevision(absl::string_view release,
                         const std::set<std::string>& known);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_NAMES_H_
