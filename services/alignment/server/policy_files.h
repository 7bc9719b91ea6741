#ifndef PLUMBLINE_SERVICES_ALIGNMENT_SERVER_POLICY_FILES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_SERVER_POLICY_FILES_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "plumbline/alignment/v1/policy_service.pb.h"

namespace plumbline::alignment {

// The policies of a directory as requests to create them, by file name: each
// `{policy}.json` is a v1.Policy in protobuf's JSON and becomes a version of
// `policies/{policy}`. `{policy}.{edition}.json`, as in `us-oh.2017.json`, is
// an earlier version of it: these come first, in the order of their names, and
// their requests have ids, so that a restart creates none of them again.
//
// Errors:
//   kNotFound, NOT_FOUND: there is no such directory.
//   kInvalidArgument, FILE_MALFORMED: a file is not a policy; the message
//   names it and the place.
absl::StatusOr<std::vector<v1::CreatePolicyVersionRequest>> ReadPolicyFiles(
    const std::filesystem::path& directory);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_SERVER_POLICY_FILES_H_
