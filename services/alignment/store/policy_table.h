#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_POLICY_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_POLICY_TABLE_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/storage/connection.h"

// The statements on policies; AlignmentStore says what they do.
namespace plumbline::alignment {

// Inside a transaction for writing.
absl::StatusOr<v1::Policy> InsertPolicyVersion(storage::Connection& connection,
                                               absl::string_view policy,
                                               const v1::Policy& content,
                                               const RequestKey& request);
absl::StatusOr<v1::Policy> SelectPolicy(storage::Connection& connection,
                                        absl::string_view policy,
                                        int64_t version);
absl::StatusOr<std::vector<v1::Policy>> SelectLatestPolicies(
    storage::Connection& connection, absl::string_view after_policy, int limit);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_POLICY_TABLE_H_
