#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_PARTITION_LEASES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_PARTITION_LEASES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace plumbline::alignment {

// A worker's right to one partition of a portfolio, until a time.
struct PartitionLease {
  // What the partition is part of: the name that the maker of a run gave it.
  std::string work;
  int64_t partition = 0;
  // Rises each time the partition is taken: who holds a lower one has lost it.
  int64_t token = 0;
  absl::Time expire_time;
};

// Divides a piece of work among workers, in one process or many: each partition
// is done by one at a time, and counts once.
//
// A worker that stopped loses its partition to another when its time is over.
// Should it go on, its token is refused, so that nothing is done twice however
// long it was away and whatever its clock says: clocks that differ cost work
// that is repeated, never a wrong result.
//
// Thread-safe. Errors of every method: those of storage::Connection.
class PartitionLeases {
 public:
  virtual ~PartitionLeases() = default;

  // Divides `work` into partitions 0, 1, ..., `count` - 1. Doing it again
  // changes nothing.
  virtual absl::Status Divide(absl::string_view work, int64_t count) = 0;

  // Takes the first partition that nobody holds at `now`; nothing when all are
  // held or done.
  virtual absl::StatusOr<std::optional<PartitionLease>> Take(
      absl::string_view work, absl::string_view worker, absl::Time now,
      absl::Duration hold) = 0;

  // Holds a partition until `expire_time`.
  //
  // Errors: kAborted, LEASE_LOST: another worker took it, or it is done.
  virtual absl::Status Renew(const PartitionLease& lease,
                             absl::Time expire_time) = 0;

  // Keeps what the worker found. Repeating a call whose answer was lost changes
  // nothing.
  //
  // Errors: kAborted, LEASE_LOST: another worker took the partition.
  virtual absl::Status Complete(const PartitionLease& lease,
                                absl::string_view content) = 0;

  // How many partitions are not done.
  virtual absl::StatusOr<int64_t> CountOpen(absl::string_view work) = 0;

  // What was found, by partition.
  //
  // Errors: kFailedPrecondition, STORAGE_FAILED: some are not done.
  virtual absl::StatusOr<std::vector<std::string>> Results(
      absl::string_view work) = 0;

  // Forgets the work and all leases of it.
  virtual absl::Status Forget(absl::string_view work) = 0;
};

// Opens the leases beside the alignment store in `database`, which is what
// OpenAlignmentStore takes. On PostgreSQL a worker never waits for another, nor
// for a run that is being published; SQLite takes its write lock for each call.
absl::StatusOr<std::unique_ptr<PartitionLeases>> OpenPartitionLeases(
    absl::string_view database);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_PARTITION_LEASES_H_
