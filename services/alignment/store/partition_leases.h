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
#include "absl/types/span.h"

namespace plumbline::storage {
class Connection;
}  // namespace plumbline::storage

namespace plumbline::alignment {

// A worker's right to one partition of a portfolio, until a time.
struct PartitionLease {
  // What the partition is part of: the name that the maker of a run gave it.
  std::string work;
  // kPublication is no partition but what comes after all of them.
  int64_t partition = 0;
  // Rises each time the partition is taken: who holds a lower one has lost it.
  int64_t token = 0;
  absl::Time expire_time;
  // What is to be done.
  std::string input;
};

// The right to publish what all partitions found.
inline constexpr int64_t kPublication = -1;

// Work of which nobody holds some partitions, with the input of the first.
struct WaitingWork {
  std::string work;
  std::string input;
};

// How far a piece of work is.
struct WorkProgress {
  // There is none of this name: it was published or forgotten.
  bool ended = true;
  int64_t partitions = 0;
  int64_t done = 0;

  friend bool operator==(const WorkProgress&, const WorkProgress&) = default;
};

// Divides a piece of work among workers, in one process or many: each partition
// is done by one at a time, and counts once.
//
// A worker that stopped loses its partition to another when its time is over.
// Should it go on, its token is refused, so that nothing is done twice however
// long it was away and whatever its clock says: clocks that differ cost work
// that is repeated, never a wrong result. Publishing is guarded the same way,
// by the transaction that does it: EndWork.
//
// Thread-safe. Errors of every method: those of storage::Connection.
class PartitionLeases {
 public:
  virtual ~PartitionLeases() = default;

  // Divides `work` into partitions 0, 1, ..., one for each of `inputs`, and its
  // publication. Doing it again changes nothing.
  virtual absl::Status Divide(absl::string_view work,
                              absl::Span<const std::string> inputs) = 0;

  // The work of which partitions can be taken at `now`, by name.
  virtual absl::StatusOr<std::vector<WaitingWork>> Waiting(absl::Time now) = 0;

  // Takes the first partition that nobody holds at `now`; nothing when all are
  // held or done.
  virtual absl::StatusOr<std::optional<PartitionLease>> Take(
      absl::string_view work, absl::string_view worker, absl::Time now,
      absl::Duration hold) = 0;

  // Takes the publication, once every partition is done; nothing before, and
  // while another holds it.
  virtual absl::StatusOr<std::optional<PartitionLease>> TakePublication(
      absl::string_view work, absl::string_view worker, absl::Time now,
      absl::Duration hold) = 0;

  // Holds a partition until `expire_time`.
  //
  // Errors: kAborted, LEASE_LOST: another worker took it, it is done, or the
  // work is no more.
  virtual absl::Status Renew(const PartitionLease& lease,
                             absl::Time expire_time) = 0;

  // Gives back what is not done, for others to take at once; nothing when the
  // lease was lost.
  virtual absl::Status Release(const PartitionLease& lease) = 0;

  // Keeps what the worker found in the place of the input. Repeating a call
  // whose answer was lost changes nothing.
  //
  // Errors: kAborted, LEASE_LOST: another worker took the partition, or the
  // work is no more.
  virtual absl::Status Complete(const PartitionLease& lease,
                                absl::string_view content) = 0;

  virtual absl::StatusOr<WorkProgress> Progress(absl::string_view work) = 0;

  // What was found, by partition.
  //
  // Errors: kFailedPrecondition, STORAGE_FAILED: some are not done.
  virtual absl::StatusOr<std::vector<std::string>> Results(
      absl::string_view work) = 0;

  // Forgets the work and all leases of it.
  virtual absl::Status Forget(absl::string_view work) = 0;
  // The same of all work: for the only process on a database, which begins.
  virtual absl::Status ForgetAll() = 0;
};

// Opens the leases beside the alignment store in `database`, which is what
// OpenAlignmentStore takes. On PostgreSQL a worker never waits for another, nor
// for a run that is being published; SQLite takes its write lock for each call.
absl::StatusOr<std::unique_ptr<PartitionLeases>> OpenPartitionLeases(
    absl::string_view database);

// In the transaction that publishes a run: ends the work that `publication` is
// of, and all other, since whatever is being made was to follow the run before.
// Nothing can be completed or published under a lease from before then.
//
// Errors: kAborted, LEASE_LOST: another took the publication, or the work has
// ended.
absl::Status EndWork(storage::Connection& connection,
                     const PartitionLease& publication);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_PARTITION_LEASES_H_
