#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_RUN_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_RUN_TABLE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/storage/connection.h"

// The statements on runs; AlignmentStore says what they do.
namespace plumbline::alignment {

absl::StatusOr<int64_t> SelectPublishedRun(storage::Connection& connection);
// Error: kNotFound, RUN_UNKNOWN, unless `run` is between 1 and the pointer.
absl::Status CheckPublished(storage::Connection& connection, int64_t run);

// The same, and kFailedPrecondition, RUN_PURGED.
absl::Status CheckKept(storage::Connection& connection, int64_t run);

// Inside a transaction for writing: the run's own row, which is `content`, and
// the pointer.
absl::Status InsertRun(storage::Connection& connection, int64_t number,
                       v1::Run content, const RequestKey& request);
absl::Status MovePointer(storage::Connection& connection, int64_t number);

absl::StatusOr<v1::Run> SelectRun(storage::Connection& connection, int64_t run);
absl::StatusOr<std::optional<v1::Run>> SelectRunByRequest(
    storage::Connection& connection, const RequestKey& request);
absl::StatusOr<std::vector<v1::Run>> SelectRunsBefore(
    storage::Connection& connection, int64_t before, int limit);

// Inside a transaction for writing: notes that a run is purged, unless it is.
absl::Status MarkPurged(storage::Connection& connection, int64_t run,
                        const RunPurge& purge);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_RUN_TABLE_H_
