#include "services/alignment/api/refusals.h"

#include "services/common/base/error.h"

namespace plumbline::alignment {

absl::Status TooManyCalls() {
  return base::Error(absl::StatusCode::kUnavailable, base::reason::kOverloaded,
                     "too many calls wait already: try again a little later");
}

}  // namespace plumbline::alignment
