#ifndef PLUMBLINE_SERVICES_RESCORING_STORE_RESCORING_STORE_H_
#define PLUMBLINE_SERVICES_RESCORING_STORE_RESCORING_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "plumbline/rescoring/v1/job.pb.h"

namespace plumbline::rescoring {

// The version of a publisher's file that was seen last.
struct SeenFile {
  std::string url;
  std::string etag;
  std::string last_modified;
};

// A call and what it asks for: a second one with the same id must ask the same.
struct RequestKey {
  std::string id;  // Empty: every call is a new one.
  std::string sha256;
};

// A job as it is listed. The newest has the highest number.
struct NumberedJob {
  int64_t number = 0;
  v1::Job job;
};

struct NumberedCheck {
  int64_t number = 0;
  v1::SourceCheck check;
};

// A job that a worker may work on until its lease ends. The token is higher
// than that of every lease before it, so that a worker that slept through its
// lease is told apart.
struct Lease {
  v1::Job job;
  int64_t token = 0;
};

// How far a subscriber was told of changes.
struct Delivery {
  std::string cursor;    // Of the change feed.
  int64_t failures = 0;  // In a row.
  absl::Time next_attempt = absl::UnixEpoch();
};

// When publishers were asked last.
struct CheckSlot {
  int64_t number = 0;  // 0: never.
  absl::Time time = absl::InfinitePast();
};

// Jobs, what was seen at publishers, and when. Thread-safe, and safe for
// several processes on one database.
//
// Errors of all: those of storage::Connection.
class RescoringStore {
 public:
  virtual ~RescoringStore() = default;

  // Adds an active job and remembers the files that it is about, in one
  // transaction. False, and nothing is written, when a job has that name.
  virtual absl::StatusOr<bool> AddJob(const v1::Job& job,
                                      const std::vector<SeenFile>& seen) = 0;
  // Errors: kNotFound, JOB_UNKNOWN.
  virtual absl::StatusOr<v1::Job> GetJob(absl::string_view name) = 0;
  // Those with a number below `before`, the newest first.
  virtual absl::StatusOr<std::vector<NumberedJob>> ListJobs(int64_t before,
                                                            int64_t limit) = 0;
  // Gives the oldest active job whose time has come to a worker until `until`;
  // nothing while any job is leased: an edition is planned on the one before.
  virtual absl::StatusOr<std::optional<Lease>> ClaimJob(absl::string_view owner,
                                                        absl::Time now,
                                                        absl::Time until) = 0;
  // Errors of the three: kAborted, LEASE_LOST: another worker was given the job
  // since.
  virtual absl::Status RenewLease(const Lease& lease, absl::Time until) = 0;
  // Writes `lease.job` as it is now.
  virtual absl::Status RecordJob(const Lease& lease) = 0;
  // The same, and gives the lease back.
  virtual absl::Status ReleaseJob(const Lease& lease) = 0;
  // Makes a job active, due at once, with what `change` makes of it; a leased
  // job stays as it is.
  //
  // Errors: kNotFound, JOB_UNKNOWN.
  virtual absl::StatusOr<v1::Job> ReviveJob(const v1::Job& revived) = 0;
  // When the first active job is due; nothing when there is none.
  virtual absl::StatusOr<std::optional<absl::Time>> NextJobTime() = 0;

  // Adds a check and gives it its name.
  virtual absl::StatusOr<v1::SourceCheck> AddCheck(
      const v1::SourceCheck& check) = 0;
  virtual absl::StatusOr<std::vector<NumberedCheck>> ListChecks(
      int64_t before, int64_t limit) = 0;

  // Nothing when the file was never seen.
  virtual absl::StatusOr<std::optional<SeenFile>> FindSeen(
      absl::string_view url) = 0;
  virtual absl::Status KeepSeen(const std::vector<SeenFile>& seen) = 0;

  virtual absl::StatusOr<CheckSlot> LastCheck() = 0;
  // Takes the slot after `last` at `now`. False when somebody else has.
  virtual absl::StatusOr<bool> TakeCheck(const CheckSlot& last,
                                         absl::Time now) = 0;

  // Nothing for a subscription that was never looked at.
  virtual absl::StatusOr<std::optional<Delivery>> FindDelivery(
      absl::string_view subscription) = 0;
  // Keeps `to`, when it still stands where `from` says (nothing: nowhere yet).
  // False when another process moved it meanwhile.
  virtual absl::StatusOr<bool> MoveDelivery(absl::string_view subscription,
                                            const std::optional<Delivery>& from,
                                            const Delivery& to) = 0;

  // The answer that was given to this request; nothing when it is new.
  //
  // Errors: kInvalidArgument, REQUEST_ID_REUSED.
  virtual absl::StatusOr<std::optional<std::string>> FindAnswer(
      const RequestKey& request) = 0;
  // Keeps it, unless one is kept.
  virtual absl::Status KeepAnswer(const RequestKey& request,
                                  absl::string_view answer) = 0;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_STORE_RESCORING_STORE_H_
