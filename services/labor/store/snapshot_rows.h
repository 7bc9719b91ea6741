#ifndef PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_ROWS_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_ROWS_H_

// The SQL of snapshots, which are kept in parts that editions share. Each
// function runs inside the caller's transaction.

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"

namespace plumbline::labor {

// Keeps a snapshot and answers with the bytes that the parts take which no
// other snapshot has; 0 when it is kept already.
absl::StatusOr<int64_t> InsertSnapshot(storage::Connection& connection,
                                       absl::string_view sha256,
                                       absl::string_view bytes);

// Nothing when no such snapshot is kept.
//
// Errors: kDataLoss, STORAGE_FAILED.
absl::StatusOr<std::optional<std::string>> SelectSnapshot(
    storage::Connection& connection, absl::string_view sha256);

// Removes the parts that only this snapshot has and answers with the bytes that
// they took. That there was such a snapshot stays known.
absl::StatusOr<int64_t> DeleteSnapshotParts(storage::Connection& connection,
                                            absl::string_view sha256);

// Takes apart one snapshot that an older version kept whole; false when there
// is none.
absl::StatusOr<bool> TakeApartOneSnapshot(storage::Connection& connection);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_SNAPSHOT_ROWS_H_
