#ifndef PLUMBLINE_SERVICES_COMMON_RPC_RESOURCE_NAME_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_RESOURCE_NAME_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

// Resource names (AIP-122): `providers/{provider}/programs/{program}` is a
// pattern, `providers/tx-austin/programs/emt` a name of it.
namespace plumbline::rpc {

// The longest id, in bytes.
inline constexpr size_t kMaxIdBytes = 128;

// OK when `id` can stand in a name: 1 to 128 of A-Z a-z 0-9 . _ ~ -, and not
// "." or "..". Error: kInvalidArgument, NAME_INVALID; `what` names the id in
// the message ("program_id").
absl::Status CheckId(absl::string_view id, absl::string_view what);

// The ids of `name`, in the order of the pattern's variables.
// Error: kInvalidArgument, NAME_INVALID: `name` does not match; the message
// states the pattern.
absl::StatusOr<std::vector<std::string>> ParseName(absl::string_view pattern,
                                                   absl::string_view name);

// The name with these ids: as many as the pattern has variables, each one that
// CheckId accepts. Error: kInvalidArgument, NAME_INVALID.
absl::StatusOr<std::string> FormatName(absl::string_view pattern,
                                       absl::Span<const std::string> ids);

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_RESOURCE_NAME_H_
