#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_ALIGNMENT_STORE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_ALIGNMENT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/alignment/v1/change.pb.h"
#include "plumbline/alignment/v1/override.pb.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/store/partition_leases.h"
#include "services/alignment/store/verdict_row.h"

namespace plumbline::alignment {

// What a call with a request id was: the same id with another content is not
// the same call. Empty ids are never remembered.
struct RequestKey {
  std::string id;
  std::string sha256;  // Over the request without its id.
};

// A change as it is stored.
struct ChangeRow {
  VerdictKey key;
  // Without its name.
  v1::Change content;
};

// A place in the feed: after that change of that run. Change 0 is before the
// first.
struct ChangePlace {
  int64_t run = 0;
  int64_t change = 0;

  friend bool operator==(const ChangePlace&, const ChangePlace&) = default;
};

// Which changes are read: empty fields want all.
struct ChangeQuery {
  ChangePlace after;
  std::string program_prefix;  // `providers/tx-1/`
  std::string program;         // `providers/tx-1/programs/emt`
  std::string region;          // `us-tx`
  std::string policy;          // `us-or`
  // Bits `1 << Difference::Kind`.
  uint32_t kinds = 0;
  int limit = 0;
};

// A run to publish.
struct NewRun {
  // The run that `changes` were computed against; 0 when there was none.
  int64_t after = 0;
  // Scope, counts, digest and publish time. `name` is set by the store.
  v1::Run run;
  RequestKey request;
  // Verdicts that differ from those visible at `after`, each key once; `run` is
  // ignored. Their subjects are among `subjects` or stored already.
  std::vector<VerdictRow> changes;
  std::vector<Subject> subjects;
  // The digests of the records of all verdicts that the run reached, changed or
  // not, in the order of their keys: 32 bytes each.
  std::string record_digests;
  // What the run says otherwise than the one before, in the order of keys.
  std::vector<ChangeRow> feed;
  // The right to publish it, where partitions of it were scored: publishing
  // ends that work. See EndWork.
  std::optional<PartitionLease> publication;
};

// Which runs to remove the verdicts of.
struct RunPurge {
  std::vector<int64_t> runs;
  absl::Time time;
  // In words.
  std::string rule;
};

// The bits of the kinds of a change's differences.
uint32_t KindsOf(const v1::Change& change);

// Policies, runs and verdicts, and the overrides that stand beside them.
//
// A verdict row names the run that first said it; a read at run R takes, for
// each key, the newest row not after R. A run becomes visible by moving one
// pointer, in the same transaction that writes its rows: readers see the run
// before, or all of the new one. Nothing is ever changed or deleted but rows
// of a run that was never published, and what PurgeRuns is told to. A purged
// run answers GetRun and RunsBefore, and kFailedPrecondition, RUN_PURGED, which
// names the rule, where its verdicts are asked for.
//
// Thread-safe. Every error of the database itself carries STORAGE_FAILED.
class AlignmentStore {
 public:
  virtual ~AlignmentStore() = default;

  // Stores `content` as the next version of `policy` and returns it with its
  // name. Content equal to the latest version answers with that version; a
  // request that was made before answers with what it made.
  //
  // Errors:
  //   kInvalidArgument, REQUEST_ID_REUSED: another content came with that id.
  virtual absl::StatusOr<v1::Policy> CreatePolicyVersion(
      absl::string_view policy, const v1::Policy& content,
      const RequestKey& request) = 0;
  // `version` 0 is the latest.
  //
  // Errors:
  //   kNotFound, POLICY_UNKNOWN: there is no such policy or version.
  virtual absl::StatusOr<v1::Policy> GetPolicy(absl::string_view policy,
                                               int64_t version) = 0;
  // The latest version of up to `limit` policies by id, from the one after
  // `after_policy`.
  virtual absl::StatusOr<std::vector<v1::Policy>> LatestPolicies(
      absl::string_view after_policy, int limit) = 0;

  // The number of the run that is served; 0 before the first.
  virtual absl::StatusOr<int64_t> PublishedRun() = 0;
  // Publishes a run as number `after + 1` and returns it with its name.
  //
  // Errors:
  //   kAborted, RUN_CONFLICT: another run was published since `after`.
  //   kAborted, LEASE_LOST: as EndWork.
  //   kInvalidArgument, REQUEST_ID_REUSED: that id belongs to another run.
  virtual absl::StatusOr<v1::Run> PublishRun(const NewRun& run) = 0;
  // The run that a request made; nothing when it made none.
  //
  // Errors:
  //   kInvalidArgument, REQUEST_ID_REUSED: that id came with another content.
  virtual absl::StatusOr<std::optional<v1::Run>> FindRun(
      const RequestKey& request) = 0;
  // Errors:
  //   kNotFound, RUN_UNKNOWN: there is no such run.
  virtual absl::StatusOr<v1::Run> GetRun(int64_t run) = 0;
  // Up to `limit` runs before run `before`, the newest first; 0 is from the
  // latest.
  virtual absl::StatusOr<std::vector<v1::Run>> RunsBefore(int64_t before,
                                                          int limit) = 0;

  // Notes that runs are purged, then removes what no other run answers with:
  // their verdicts, programs and record digests, in transactions of a few
  // thousand rows. What an earlier call left over when it was cut off goes as
  // well. The published run is left alone. Answers with the number of verdicts
  // that went.
  //
  // Errors:
  //   kNotFound, RUN_UNKNOWN.
  virtual absl::StatusOr<int64_t> PurgeRuns(const RunPurge& purge) = 0;

  // NewRun::record_digests of a run; empty for runs that older versions made,
  // whose rows have them.
  //
  // Errors:
  //   kNotFound, RUN_UNKNOWN; kFailedPrecondition, RUN_PURGED.
  virtual absl::StatusOr<std::string> RecordDigestsOf(int64_t run) = 0;
  // The changes of published runs after a place, with their names.
  virtual absl::StatusOr<std::vector<v1::Change>> ChangesAfter(
      const ChangeQuery& query) = 0;

  // What run `run` says of every key, by program, region and policy. Keys that
  // are gone are left out.
  //
  // Errors:
  //   kNotFound, RUN_UNKNOWN: there is no such run, or it is not published.
  //   kFailedPrecondition, RUN_PURGED.
  virtual absl::StatusOr<std::vector<VerdictRow>> VerdictsAt(int64_t run) = 0;
  // The programs that the verdicts of run `run` are about, by digest.
  //
  // Errors: those of VerdictsAt.
  virtual absl::StatusOr<std::vector<Subject>> SubjectsAt(int64_t run) = 0;

  // Stores what `content` says as a new override with one entry in its audit
  // trail, and returns it with its name, state, audit trail and etag; so do the
  // methods below. Whether a state may follow another is for the caller to see
  // to. A request that was made before answers with the override as it was
  // then.
  //
  // Errors:
  //   kInvalidArgument, REQUEST_ID_REUSED: another content came with that id.
  virtual absl::StatusOr<v1::Override> CreateOverride(
      const v1::Override& content, const v1::Override::AuditEntry& first,
      const RequestKey& request) = 0;
  // Adds an entry after the `seen` entries that the caller decided on.
  //
  // Errors:
  //   kNotFound, OVERRIDE_UNKNOWN: there is no such override.
  //   kAborted, ETAG_MISMATCH: it has another number of entries.
  //   kInvalidArgument, REQUEST_ID_REUSED.
  virtual absl::StatusOr<v1::Override> AddOverrideEntry(
      int64_t number, int seen, const v1::Override::AuditEntry& entry,
      const RequestKey& request) = 0;
  // What a request made; nothing when it made nothing. Error: kInvalidArgument,
  // REQUEST_ID_REUSED.
  virtual absl::StatusOr<std::optional<v1::Override>> FindOverride(
      const RequestKey& request) = 0;
  // Error: kNotFound, OVERRIDE_UNKNOWN.
  virtual absl::StatusOr<v1::Override> GetOverride(int64_t number) = 0;
  // All overrides by number.
  virtual absl::StatusOr<std::vector<v1::Override>> AllOverrides() = 0;
};

// `runs/000007`, and back. Error: kInvalidArgument, NAME_INVALID.
std::string RunName(int64_t run);
absl::StatusOr<int64_t> ParseRunName(absl::string_view name);

// `runs/000007/changes/000012`, and back. Error: kInvalidArgument,
// NAME_INVALID.
std::string ChangeName(const ChangePlace& place);
absl::StatusOr<ChangePlace> ParseChangeName(absl::string_view name);

// `overrides/000007`, and back. Error: kInvalidArgument, NAME_INVALID.
std::string OverrideName(int64_t number);
absl::StatusOr<int64_t> ParseOverrideName(absl::string_view name);

// The SHA-256 of a policy's content: all but its name.
std::string PolicyContentDigest(const v1::Policy& policy);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_ALIGNMENT_STORE_H_
