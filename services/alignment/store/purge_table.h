#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_PURGE_TABLE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_PURGE_TABLE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "services/common/storage/connection_pool.h"

// The statements that remove what purged runs answered with; AlignmentStore
// says what becomes of them.
namespace plumbline::alignment {

// Removes verdicts and record digests of runs that are marked as purged, and
// programs that no verdict is about any more. Each step is a transaction of its
// own of at most a few thousand rows, between which others may write; what is
// cut off goes on when it is called again. Answers with the number of verdicts
// that went.
absl::StatusOr<int64_t> RemovePurged(storage::ConnectionPool& pool);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_PURGE_TABLE_H_
