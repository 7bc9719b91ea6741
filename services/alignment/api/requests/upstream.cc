#include "services/alignment/api/requests/upstream.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {

absl::Status FromUpstream(const absl::Status& status,
                          absl::string_view service) {
  const std::string said(status.message());
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return base::Error(
          absl::StatusCode::kUnavailable, base::reason::kUpstreamUnavailable,
          absl::StrCat(service,
                       " does not answer; try again when it does: ", said),
          {{"service", std::string(service)}});
    case absl::StatusCode::kNotFound:
      // An edition that was never published cannot be told from none at all.
      if (base::ReasonOf(status) == base::reason::kNothingPublished) {
        return base::Error(absl::StatusCode::kNotFound,
                           base::reason::kEditionUnknown, said);
      }
      return status;
    default:
      return base::Annotate(status, absl::StrCat("asking ", service));
  }
}

}  // namespace plumbline::alignment
