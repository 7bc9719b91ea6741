#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_NAME_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_NAME_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace plumbline::alignment {

struct PolicyRef {
  std::string policy;
  int64_t version = 0;  // 0 is the latest.
};

// `policies/{policy}/versions/{version}`, where `latest` and no version at all
// are the latest.
//
// Errors:
//   kInvalidArgument, NAME_INVALID: anything else.
absl::StatusOr<PolicyRef> ParsePolicyRef(absl::string_view name);

// The id of `policies/{policy}`. Errors: the same.
absl::StatusOr<std::string> ParsePolicyParent(absl::string_view name);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_NAME_H_
