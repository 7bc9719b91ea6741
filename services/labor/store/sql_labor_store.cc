#include "services/labor/store/sql_labor_store.h"

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"
#include "services/labor/store/edition_rows.h"
#include "services/labor/store/onet_codec.h"
#include "services/labor/store/release_codec.h"
#include "services/labor/store/release_rows.h"
#include "services/labor/store/schema.h"
#include "services/labor/store/snapshot_rows.h"

namespace plumbline::labor {
namespace {

using storage::Access;
using storage::Connection;

constexpr int kReaders = 4;
// The largest file or snapshot. The service refuses larger imports before.
constexpr int kMaxValueBytes = 512 * 1024 * 1024;

absl::Status AlreadyExists(absl::string_view message, const std::string& name) {
  return base::Error(absl::StatusCode::kAlreadyExists,
                     base::reason::kAlreadyExists, message, {{"name", name}});
}

// Every release of an edition must be here and have passed its gates.
absl::Status CheckPins(Connection& connection, const EditionRecord& edition) {
  for (const std::string& name : edition.releases) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto release,
                               SelectRelease(connection, name));
    if (!release) return ReleaseUnknown(name);
    if (release->state == ReleaseState::kQuarantined) {
      return base::Error(
          absl::StatusCode::kFailedPrecondition,
          base::reason::kReleaseQuarantined,
          absl::StrCat(name,
                       " did not pass its gates: read its gate_report, "
                       "or pin another release"),
          {{"release", name}});
    }
  }
  return absl::OkStatus();
}

// Snapshots that an older version kept whole.
absl::Status TakeApartSnapshots(Connection& connection) {
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction,
                               connection.Begin(Access::kWrite));
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more,
                               TakeApartOneSnapshot(connection));
    if (!more) return absl::OkStatus();
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
  }
}

absl::Status NothingWith(absl::string_view sha256) {
  return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                     absl::StrCat("there is nothing with SHA-256 ", sha256),
                     {{"value", std::string(sha256)}});
}

// The edition under the order's name or content, in which nothing is to do.
absl::StatusOr<std::optional<EditionRecord>> FindKept(
    Connection& connection, const EditionRecord& edition,
    absl::string_view snapshot) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto kept, SelectEditionByContent(connection, edition.content_digest));
  if (!kept || !kept->purge_time) return kept;
  PLUMBLINE_RETURN_IF_ERROR(RestoreEdition(connection, *kept, snapshot));
  PLUMBLINE_RETURN_IF_ERROR(
      PointLatestAt(connection, kept->name, edition.publish_time));
  return SelectEdition(connection, kept->name);
}

// The blob under `key`, or kNotFound.
absl::StatusOr<std::string> BlobOrNotFound(Connection& connection,
                                           absl::string_view sql,
                                           absl::string_view key) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto blob, SelectBlob(connection, sql, key));
  if (blob) return *std::move(blob);
  return NothingWith(key);
}

}  // namespace

absl::StatusOr<std::unique_ptr<LaborStore>> SqlLaborStore::Open(
    absl::string_view database) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool, storage::OpenDatabase(database,
                                       {.service = "labor",
                                        .readers = kReaders,
                                        .max_value_bytes = kMaxValueBytes},
                                       LaborMigrations()));
  PLUMBLINE_RETURN_IF_ERROR(TakeApartSnapshots(*pool->Writer()));
  return std::unique_ptr<LaborStore>(new SqlLaborStore(std::move(pool)));
}

absl::StatusOr<std::optional<std::string>> SqlLaborStore::FindRequest(
    const RequestKey& key) {
  const auto reader = pool_->Reader();
  return SelectRequest(*reader, key);
}

absl::StatusOr<ReleaseRecord> SqlLaborStore::AddRelease(
    const ReleaseRecord& release, const std::vector<absl::string_view>& bytes,
    const ReleaseTables& tables, const RequestKey& key) {
  const std::string encoded = EncodeTables(tables);
  const std::string onet = tables.onet ? EncodeOnet(*tables.onet) : "";
  const auto writer = pool_->Writer();
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, writer->Begin(Access::kWrite));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, SelectRequest(*writer, key));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto kept, SelectRelease(*writer, answered.value_or(release.name)));
  if (kept && !answered && kept->digest != release.digest) {
    return AlreadyExists(
        absl::StrCat(release.name,
                     " exists with other files and never changes: import "
                     "these under another release id"),
        release.name);
  }
  if (!kept) {
    PLUMBLINE_RETURN_IF_ERROR(InsertRelease(*writer, release, bytes, encoded));
    if (tables.onet != nullptr) {
      PLUMBLINE_RETURN_IF_ERROR(UpsertOnet(*writer, release.name, onet));
    }
    PLUMBLINE_RETURN_IF_ERROR(NoteAddedBytes(*writer, release.name));
    PLUMBLINE_ASSIGN_OR_RETURN(kept, SelectRelease(*writer, release.name));
  }
  if (!answered) {
    PLUMBLINE_RETURN_IF_ERROR(InsertRequest(*writer, key, release.name));
  }
  PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
  return *std::move(kept);
}

absl::StatusOr<ReleaseRecord> SqlLaborStore::GetRelease(
    absl::string_view name) {
  const auto reader = pool_->Reader();
  PLUMBLINE_ASSIGN_OR_RETURN(auto release, SelectRelease(*reader, name));
  if (!release) return ReleaseUnknown(name);
  return *std::move(release);
}

absl::StatusOr<std::vector<ReleaseRecord>> SqlLaborStore::ListReleases(
    absl::string_view source, absl::string_view after, int limit,
    absl::Time known_by) {
  const auto reader = pool_->Reader();
  return SelectReleases(*reader, source, after, limit, known_by);
}

absl::StatusOr<std::optional<std::string>> SqlLaborStore::PreviousRelease(
    absl::string_view name) {
  const auto reader = pool_->Reader();
  return SelectPreviousRelease(*reader, name);
}

absl::StatusOr<ReleaseTables> SqlLaborStore::ReadTables(
    absl::string_view name) {
  std::optional<std::string> bytes;
  {
    const auto reader = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        bytes, SelectBlob(*reader,
                          "SELECT content FROM labor_release_tables "
                          "WHERE release_name = $1",
                          name));
  }
  if (!bytes) return ReleaseUnknown(name);
  return DecodeTables(*bytes);
}

absl::StatusOr<bool> SqlLaborStore::KeepsOnet(absl::string_view name) {
  const auto reader = pool_->Reader();
  PLUMBLINE_ASSIGN_OR_RETURN(const int form, SelectOnetForm(*reader, name));
  return form == kOnetForm;
}

absl::StatusOr<std::shared_ptr<const onet::OnetTables>> SqlLaborStore::ReadOnet(
    absl::string_view name) {
  std::optional<std::string> bytes;
  {
    const auto reader = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        bytes, SelectBlob(*reader,
                          absl::StrCat("SELECT content FROM labor_release_onet "
                                       "WHERE release_name = $1 AND form = ",
                                       kOnetForm),
                          name));
  }
  if (!bytes) {
    return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                       absl::StrCat("no O*NET tables are kept of ", name,
                                    ": read them from its files again"),
                       {{"release", std::string(name)}});
  }
  PLUMBLINE_ASSIGN_OR_RETURN(onet::OnetTables tables, DecodeOnet(*bytes));
  return std::make_shared<const onet::OnetTables>(std::move(tables));
}

absl::Status SqlLaborStore::ReplaceTables(absl::string_view name,
                                          const ReleaseTables& tables) {
  const std::string encoded = EncodeTables(tables);
  const std::string onet = EncodeOnet(*tables.onet);
  const auto writer = pool_->Writer();
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, writer->Begin(Access::kWrite));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto kept, SelectRelease(*writer, name));
  if (!kept) return ReleaseUnknown(name);
  PLUMBLINE_RETURN_IF_ERROR(UpdateTables(*writer, name, encoded));
  PLUMBLINE_RETURN_IF_ERROR(UpsertOnet(*writer, name, onet));
  return transaction.Commit();
}

absl::StatusOr<std::string> SqlLaborStore::ReadFile(absl::string_view sha256) {
  const auto reader = pool_->Reader();
  return BlobOrNotFound(
      *reader, "SELECT content FROM labor_file WHERE sha256 = $1", sha256);
}

absl::StatusOr<EditionRecord> SqlLaborStore::AddEdition(
    const EditionRecord& edition, absl::string_view snapshot,
    const RequestKey& key) {
  const auto writer = pool_->Writer();
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, writer->Begin(Access::kWrite));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, SelectRequest(*writer, key));
  if (answered) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto kept, SelectEdition(*writer, *answered));
    if (!kept) return EditionUnknown(*answered);
    return *std::move(kept);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(auto kept, FindKept(*writer, edition, snapshot));
  if (!kept) {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto namesake,
                               SelectEdition(*writer, edition.name));
    if (namesake) {
      return AlreadyExists(
          absl::StrCat(edition.name,
                       " exists with other releases and never changes: leave "
                       "the name empty or take another one"),
          edition.name);
    }
    PLUMBLINE_RETURN_IF_ERROR(CheckPins(*writer, edition));
    PLUMBLINE_RETURN_IF_ERROR(InsertEdition(*writer, edition, snapshot));
    PLUMBLINE_RETURN_IF_ERROR(
        PointLatestAt(*writer, edition.name, edition.publish_time));
    PLUMBLINE_ASSIGN_OR_RETURN(kept, SelectEdition(*writer, edition.name));
  }
  PLUMBLINE_RETURN_IF_ERROR(InsertRequest(*writer, key, kept->name));
  PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
  return *std::move(kept);
}

absl::StatusOr<std::optional<EditionRecord>> SqlLaborStore::FindEdition(
    absl::string_view content_digest) {
  const auto reader = pool_->Reader();
  return SelectEditionByContent(*reader, content_digest);
}

absl::StatusOr<EditionRecord> SqlLaborStore::GetEdition(
    absl::string_view name) {
  const auto reader = pool_->Reader();
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition, SelectEdition(*reader, name));
  if (!edition) return EditionUnknown(name);
  return *std::move(edition);
}

absl::StatusOr<EditionRecord> SqlLaborStore::GetLatestEdition() {
  const auto reader = pool_->Reader();
  PLUMBLINE_ASSIGN_OR_RETURN(auto edition, SelectLatestEdition(*reader));
  if (edition) return *std::move(edition);
  return base::Error(absl::StatusCode::kNotFound,
                     base::reason::kNothingPublished,
                     "no edition is published yet: import releases and "
                     "publish an edition of them");
}

absl::StatusOr<EditionRecord> SqlLaborStore::GetEditionServedAt(
    absl::Time time) {
  const auto reader = pool_->Reader();
  return SelectEditionServedAt(*reader, time);
}

absl::StatusOr<std::vector<Serving>> SqlLaborStore::Servings() {
  const auto reader = pool_->Reader();
  return SelectServings(*reader);
}

absl::StatusOr<EditionRecord> SqlLaborStore::SetLatestEdition(
    absl::string_view name, absl::Time now, const RequestKey& key) {
  const auto writer = pool_->Writer();
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, writer->Begin(Access::kWrite));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto answered, SelectRequest(*writer, key));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto edition,
      SelectEdition(*writer, answered.value_or(std::string(name))));
  if (!edition) return EditionUnknown(name);
  if (!answered) {
    PLUMBLINE_RETURN_IF_ERROR(CheckNotPurged(*edition));
    PLUMBLINE_RETURN_IF_ERROR(PointLatestAt(*writer, name, now));
    PLUMBLINE_RETURN_IF_ERROR(InsertRequest(*writer, key, name));
  }
  PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
  return *std::move(edition);
}

absl::StatusOr<std::vector<EditionRecord>> SqlLaborStore::ListEditions(
    int64_t before, int limit, absl::Time known_by) {
  const auto reader = pool_->Reader();
  return SelectEditions(*reader, before, limit, known_by);
}

absl::StatusOr<int64_t> SqlLaborStore::PurgeEditions(
    const EditionPurge& purge) {
  const auto writer = pool_->Writer();
  int64_t freed = 0;
  size_t done = 0;
  // What is only asked has to see what goes before it: one transaction for all.
  while (done < purge.editions.size()) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, writer->Begin(Access::kWrite));
    do {
      PLUMBLINE_ASSIGN_OR_RETURN(
          const int64_t bytes,
          PurgeEdition(*writer, purge.editions[done++], purge));
      freed += bytes;
    } while (purge.validate_only && done < purge.editions.size());
    if (purge.validate_only) break;
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
  }
  return freed;
}

absl::StatusOr<std::string> SqlLaborStore::ReadSnapshot(
    absl::string_view sha256) {
  std::optional<std::string> bytes;
  {
    const auto reader = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(bytes, SelectSnapshot(*reader, sha256));
  }
  if (!bytes) return NothingWith(sha256);
  if (base::Sha256Hex(*bytes) != std::string(sha256)) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::reason::kStorageFailed,
                       absl::StrCat("the stored snapshot ", sha256,
                                    " is damaged: restore a backup"),
                       {{"value", std::string(sha256)}});
  }
  return *std::move(bytes);
}

}  // namespace plumbline::labor
