#ifndef PLUMBLINE_SERVICES_LABOR_STORE_LABOR_STORE_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_LABOR_STORE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/labor/domain/edition/edition.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// The numbers are those of Release.State.
enum class ReleaseState { kAccepted = 1, kQuarantined = 2 };

// What was read from one file or sheet.
struct TableSummary {
  std::string file;
  std::string sheet;
  // "figures", "crosswalk", "taxonomy", "credentials", "code-changes", "onet".
  std::string kind;
  RowCounts counts;
};

// What the gates found, as it is kept.
struct StoredReport {
  RowCounts rows;
  // The most severe first.
  std::vector<Finding> findings;
  std::map<std::string, int64_t> counts_by_rule;
};

// A release without its bytes and tables.
struct ReleaseRecord {
  // `sources/{source}/releases/{release}`.
  std::string name;
  ReleaseState state = ReleaseState::kAccepted;
  // ReleaseDigest of its files.
  std::string digest;
  // Sorted by path.
  std::vector<ReleaseFile> files;
  std::string reference_period;
  // Where the files came from; may be empty.
  std::string address;
  absl::Time known_time;
  StoredReport report;
  std::vector<TableSummary> tables;
  // By how much the database grew with it; the store sets it.
  int64_t added_bytes = 0;
};

// An edition without its snapshot.
struct EditionRecord {
  // `editions/{edition}`.
  std::string name;
  // Sorted.
  std::vector<std::string> releases;
  // Strongest first.
  std::vector<std::string> layers;
  // EditionDigest of what it pins.
  std::string content_digest;
  std::string snapshot_sha256;
  absl::Time publish_time;
  std::string description;
  // Counts publications: 1 is the first.
  int64_t sequence = 0;
  // The size of the snapshot, and by how much the database grew with it: parts
  // that no edition before had. The store sets them.
  int64_t snapshot_bytes = 0;
  int64_t added_bytes = 0;
  // When its snapshot was removed and by which rule; nothing while it is here.
  std::optional<absl::Time> purge_time;
  std::string purge_rule;
};

// Since when an edition was served: until the next one was.
struct Serving {
  std::string edition;
  absl::Time since;
};

// Which editions to remove the snapshots of.
struct EditionPurge {
  std::vector<std::string> editions;
  absl::Time time;
  // In words.
  std::string rule;
  // Do everything, then undo it.
  bool validate_only = false;
};

// Makes a repeated call the same call. An empty `id` does nothing.
struct RequestKey {
  // The caller's UUID.
  std::string id;
  // What was asked, as a digest: the same id with another one is a mistake.
  std::string fingerprint;
};

// Keeps releases and editions.
//
// Everything that one method writes becomes visible at once or not at all, also
// when the process is killed in between. Thread-safe.
//
// Errors of every method: those of storage::Connection, with STORAGE_FAILED;
// kInvalidArgument, REQUEST_ID_REUSED: a request id came with another request
// before.
class LaborStore {
 public:
  virtual ~LaborStore() = default;

  // The name that the request with this key was answered with; nothing when it
  // was not seen.
  virtual absl::StatusOr<std::optional<std::string>> FindRequest(
      const RequestKey& key) = 0;

  // Keeps a release with its files' bytes, in the order of `release.files`, and
  // its tables, those of O*NET included. Answers with the release that is kept:
  // the one that was there when its digest is the same.
  //
  // Errors: kAlreadyExists, ALREADY_EXISTS: the name is taken by other files.
  virtual absl::StatusOr<ReleaseRecord> AddRelease(
      const ReleaseRecord& release, const std::vector<absl::string_view>& bytes,
      const ReleaseTables& tables, const RequestKey& key) = 0;

  // Errors: kNotFound, RELEASE_UNKNOWN.
  virtual absl::StatusOr<ReleaseRecord> GetRelease(absl::string_view name) = 0;

  // Up to `limit` releases after the name `after`, in the order of their names,
  // without findings. `source` empty: of all sources. Only those that were here
  // at the time `known_by`.
  virtual absl::StatusOr<std::vector<ReleaseRecord>> ListReleases(
      absl::string_view source, absl::string_view after, int limit,
      absl::Time known_by) = 0;

  // The accepted release of the same source whose name comes last before
  // `name`; nothing when there is none.
  virtual absl::StatusOr<std::optional<std::string>> PreviousRelease(
      absl::string_view name) = 0;

  // Errors: kNotFound, RELEASE_UNKNOWN.
  virtual absl::StatusOr<ReleaseTables> ReadTables(absl::string_view name) = 0;

  // Whether the tables of an O*NET release are kept in the form that this
  // program reads. False for releases that an older one kept, and for those of
  // other sources.
  virtual absl::StatusOr<bool> KeepsOnet(absl::string_view name) = 0;

  // The tables of an O*NET release, which ReadTables does not read.
  //
  // Errors: kNotFound, NOT_FOUND: KeepsOnet is false.
  virtual absl::StatusOr<std::shared_ptr<const onet::OnetTables>> ReadOnet(
      absl::string_view name) = 0;

  // Keeps what this program reads from a release's files in place of what an
  // older one read. `tables.onet` is set. The record stays what it is: files,
  // state and report of a release never change.
  //
  // Errors: kNotFound, RELEASE_UNKNOWN.
  virtual absl::Status ReplaceTables(absl::string_view name,
                                     const ReleaseTables& tables) = 0;

  // The bytes of a file of any release.
  //
  // Errors: kNotFound, NOT_FOUND: no release has such a file.
  virtual absl::StatusOr<std::string> ReadFile(absl::string_view sha256) = 0;

  // Keeps an edition with its snapshot's bytes and makes it the latest from its
  // publish time on. Answers with the edition that is kept: the one that was
  // there when its content is the same, and then the latest stays what it is;
  // one whose snapshot was purged has it again. `sequence` is given here.
  //
  // Errors:
  //   kAlreadyExists, ALREADY_EXISTS: the name is taken by other content.
  //   kNotFound, RELEASE_UNKNOWN; kFailedPrecondition, RELEASE_QUARANTINED: it
  //   pins what cannot be pinned.
  virtual absl::StatusOr<EditionRecord> AddEdition(const EditionRecord& edition,
                                                   absl::string_view snapshot,
                                                   const RequestKey& key) = 0;

  // The edition with this content; nothing when there is none.
  virtual absl::StatusOr<std::optional<EditionRecord>> FindEdition(
      absl::string_view content_digest) = 0;

  // Errors: kNotFound, EDITION_UNKNOWN.
  virtual absl::StatusOr<EditionRecord> GetEdition(absl::string_view name) = 0;

  // The edition that is served.
  //
  // Errors: kNotFound, NOTHING_PUBLISHED.
  virtual absl::StatusOr<EditionRecord> GetLatestEdition() = 0;

  // The edition that was served at a time.
  //
  // Errors: kNotFound, NOTHING_PUBLISHED: none was.
  virtual absl::StatusOr<EditionRecord> GetEditionServedAt(absl::Time time) = 0;

  // What was served, from the first publication on.
  virtual absl::StatusOr<std::vector<Serving>> Servings() = 0;

  // Makes an edition the latest from the time `now` on.
  //
  // Errors:
  //   kNotFound, EDITION_UNKNOWN.
  //   kFailedPrecondition, EDITION_PURGED: its snapshot is not here any more.
  virtual absl::StatusOr<EditionRecord> SetLatestEdition(
      absl::string_view name, absl::Time now, const RequestKey& key) = 0;

  // Up to `limit` editions published before the one with number `before`, the
  // newest first. Only those that were published at the time `known_by`.
  virtual absl::StatusOr<std::vector<EditionRecord>> ListEditions(
      int64_t before, int limit, absl::Time known_by) = 0;

  // Removes the parts that only these editions have; the editions stay, with
  // the time and the rule. The latest is left alone, and so is what is purged
  // already. One transaction for each. Answers with the bytes that this frees.
  virtual absl::StatusOr<int64_t> PurgeEditions(const EditionPurge& purge) = 0;

  // Errors: kNotFound, NOT_FOUND; kDataLoss: the bytes are not those of the
  // digest.
  virtual absl::StatusOr<std::string> ReadSnapshot(
      absl::string_view sha256) = 0;
};

// kFailedPrecondition, EDITION_PURGED, which names the rule, when the snapshot
// of the edition is not here any more.
absl::Status CheckNotPurged(const EditionRecord& edition);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_LABOR_STORE_H_
