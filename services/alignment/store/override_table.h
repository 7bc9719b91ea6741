#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_OVERRIDE_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_OVERRIDE_TABLE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/storage/connection.h"

// The statements on overrides; AlignmentStore says what they do.
namespace plumbline::alignment {

// Both inside a transaction for writing.
absl::StatusOr<v1::Override> InsertOverride(
    storage::Connection& connection, const v1::Override& content,
    const v1::Override::AuditEntry& first, const RequestKey& request);
absl::StatusOr<v1::Override> AppendOverrideEntry(
    storage::Connection& connection, int64_t number, int seen,
    const v1::Override::AuditEntry& entry, const RequestKey& request);

absl::StatusOr<std::optional<v1::Override>> SelectOverrideByRequest(
    storage::Connection& connection, const RequestKey& request);
absl::StatusOr<v1::Override> SelectOverride(storage::Connection& connection,
                                            int64_t number);
absl::StatusOr<std::vector<v1::Override>> SelectOverrides(
    storage::Connection& connection);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_OVERRIDE_TABLE_H_
