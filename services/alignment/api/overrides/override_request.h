#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_REQUEST_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_REQUEST_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/override_service.pb.h"
#include "services/alignment/api/overrides/override_index.h"

// What requests about overrides have to be.
namespace plumbline::alignment {

// OK when an override says all that it must.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: the first problem, with the others in
//   the metadata.
//   kInvalidArgument, NAME_INVALID, CODE_MALFORMED: a name does not match.
absl::Status CheckContent(const v1::Override& content);

// OK when a change of state is signed and its comment is not too long.
absl::Status CheckChange(const std::string& author, const std::string& comment);

// OK when the names and numbers of a filter are such.
absl::Status CheckFilter(const v1::OverrideFilter& filter);
// Whether an override passes the filter on `day`.
bool Matches(const v1::OverrideFilter& filter, const IndexedOverride& override,
             absl::string_view day);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_OVERRIDES_OVERRIDE_REQUEST_H_
