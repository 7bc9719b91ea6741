#include "services/alignment/api/requests/refusals.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {

absl::Status TooManyCalls() {
  return base::Error(absl::StatusCode::kUnavailable, base::reason::kOverloaded,
                     "too many calls wait already: try again a little later");
}

absl::Status InvalidField(absl::string_view field, absl::string_view what) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(field, ": ", what), {{"field", std::string(field)}});
}

absl::Status UnnamedValue(absl::string_view field, int number) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(field, " has no value ", number,
                   ": the contract names those that there are"),
      {{"field", std::string(field)}, {"value", absl::StrCat(number)}});
}

}  // namespace plumbline::alignment
