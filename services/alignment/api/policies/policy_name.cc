#include "services/alignment/api/policies/policy_name.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {

absl::StatusOr<PolicyRef> ParsePolicyRef(absl::string_view name) {
  if (const auto parent = rpc::ParseName("policies/{policy}", name);
      parent.ok()) {
    return PolicyRef{parent->front(), 0};
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto ids,
      rpc::ParseName("policies/{policy}/versions/{version}", name));
  PolicyRef ref{ids[0], 0};
  if (ids[1] == "latest") return ref;
  if (!absl::SimpleAtoi(ids[1], &ref.version) || ref.version < 1) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kNameInvalid,
        absl::StrCat("\"", ids[1], "\" in \"", name,
                     "\" is not a version: write a number from 1, or latest"),
        {{"field", "name"}, {"value", std::string(name)}});
  }
  return ref;
}

absl::StatusOr<std::string> ParsePolicyParent(absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto ids,
                             rpc::ParseName("policies/{policy}", name));
  return ids[0];
}

}  // namespace plumbline::alignment
