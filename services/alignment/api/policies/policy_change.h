#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_CHANGE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_CHANGE_H_

#include "absl/status/status.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "plumbline/alignment/v1/policy_service.pb.h"

namespace plumbline::alignment {

// Sets one field of a policy, found by clause id and field name.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: there is no such clause or field, or
//   the value does not fit it; the policy is left as it was.
absl::Status ApplyChange(const v1::ParameterChange& change, v1::Policy& policy);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_POLICIES_POLICY_CHANGE_H_
