#ifndef PLUMBLINE_CLIENTS_CLI_POLICY_FILE_H_
#define PLUMBLINE_CLIENTS_CLI_POLICY_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/policy.pb.h"

namespace plumbline::cli {

// A policy out of a JSON file.
//
// Errors:
//   kInvalidArgument, POLICY_INVALID: the file is not a policy in JSON.
//   those of ReadFile.
absl::StatusOr<alignment::v1::Policy> ReadPolicy(const std::string& file);

// The name of a policy that people call `us-or`: its latest version. A full
// name stays as it is.
std::string PolicyName(const std::string& policy);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_POLICY_FILE_H_
