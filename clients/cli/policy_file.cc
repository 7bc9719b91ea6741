#include "clients/cli/policy_file.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {

using alignment::v1::Policy;

absl::StatusOr<Policy> ReadPolicy(const std::string& file) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  Policy policy;
  const auto status =
      google::protobuf::util::JsonStringToMessage(text, &policy);
  if (!status.ok()) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kPolicyInvalid,
        absl::StrCat(
            file, " is not a policy in JSON: ",
            std::string(status.message().data(), status.message().size()),
            "; docs/policies.md has the language"),
        {{"file", file}});
  }
  return policy;
}

std::string PolicyName(const std::string& policy) {
  if (policy.rfind("policies/", 0) == 0) return policy;
  return absl::StrCat("policies/", policy, "/versions/latest");
}

}  // namespace plumbline::cli
