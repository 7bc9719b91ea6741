#include "services/alignment/api/refusals.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {

absl::Status TooManyCalls() {
  return base::Error(absl::StatusCode::kUnavailable, base::reason::kOverloaded,
                     "too many calls wait already: try again a little later");
}

absl::Status UnknownRegion(const Edition& edition, absl::string_view name) {
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kRegionUnknown,
      absl::StrCat(edition.name(), " has no ", name,
                   ": ListRegions of labor names those that it has"),
      {{"region", std::string(name)}, {"edition", edition.name()}});
}

}  // namespace plumbline::alignment
