#include "services/alignment/store/sql_alignment_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/change_table.h"
#include "services/alignment/store/override_table.h"
#include "services/alignment/store/policy_table.h"
#include "services/alignment/store/purge_table.h"
#include "services/alignment/store/run_table.h"
#include "services/alignment/store/schema.h"
#include "services/alignment/store/verdict_table.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"

namespace plumbline::alignment {
namespace {

using storage::Access;
using storage::ConnectionPool;

constexpr int kReaders = 2;

// The rows of a run. Answers with their bytes.
absl::StatusOr<int64_t> WriteRows(storage::Connection& connection,
                                  int64_t number, const NewRun& run) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t subjects,
                             InsertSubjects(connection, run.subjects));
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t verdicts,
                             InsertVerdicts(connection, number, run.changes));
  PLUMBLINE_RETURN_IF_ERROR(
      InsertRecordDigests(connection, number, run.record_digests));
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t changes,
                             InsertChanges(connection, number, run.feed));
  return subjects + verdicts + changes +
         static_cast<int64_t>(run.record_digests.size());
}

// Everything of a run, the pointer last. Answers with what it says of itself.
absl::StatusOr<v1::Run> WriteRun(storage::Connection& connection,
                                 const NewRun& run) {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published,
                             SelectPublishedRun(connection));
  if (published != run.after) {
    return base::Error(
        absl::StatusCode::kAborted, base::reason::kRunConflict,
        absl::StrCat(RunName(published), " was published while this run was ",
                     "scored against ", RunName(run.after), ": run again"));
  }
  const int64_t number = published + 1;
  PLUMBLINE_RETURN_IF_ERROR(DeleteVerdictsAfter(connection, published));
  PLUMBLINE_RETURN_IF_ERROR(DeleteChangesAfter(connection, published));
  v1::Run content = run.run;
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t added,
                             WriteRows(connection, number, run));
  content.set_added_bytes(added);
  PLUMBLINE_RETURN_IF_ERROR(
      InsertRun(connection, number, content, run.request));
  PLUMBLINE_RETURN_IF_ERROR(MovePointer(connection, number));
  content.set_name(RunName(number));
  return content;
}

absl::Status MarkAllPurged(storage::Connection& connection,
                           const RunPurge& purge) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection.Begin());
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t published,
                             SelectPublishedRun(connection));
  for (const int64_t run : purge.runs) {
    if (run != published)
      PLUMBLINE_RETURN_IF_ERROR(MarkPurged(connection, run, purge));
  }
  return transaction.Commit();
}

class SqlAlignmentStore : public AlignmentStore {
 public:
  explicit SqlAlignmentStore(std::unique_ptr<ConnectionPool> pool)
      : pool_(std::move(pool)) {}

  absl::StatusOr<v1::Policy> CreatePolicyVersion(
      absl::string_view policy, const v1::Policy& content,
      const RequestKey& request) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::Policy stored,
        InsertPolicyVersion(*connection, policy, content, request));
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return stored;
  }

  absl::StatusOr<v1::Policy> GetPolicy(absl::string_view policy,
                                       int64_t version) override {
    return SelectPolicy(*pool_->Reader(), policy, version);
  }

  absl::StatusOr<std::vector<v1::Policy>> LatestPolicies(
      absl::string_view after_policy, int limit) override {
    return SelectLatestPolicies(*pool_->Reader(), after_policy, limit);
  }

  absl::StatusOr<int64_t> PublishedRun() override {
    return SelectPublishedRun(*pool_->Reader());
  }

  absl::StatusOr<v1::Run> PublishRun(const NewRun& run) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_ASSIGN_OR_RETURN(const auto made,
                               SelectRunByRequest(*connection, run.request));
    if (made) return *made;
    if (run.publication)
      PLUMBLINE_RETURN_IF_ERROR(EndWork(*connection, *run.publication));
    PLUMBLINE_ASSIGN_OR_RETURN(v1::Run published, WriteRun(*connection, run));
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return published;
  }

  absl::StatusOr<std::optional<v1::Run>> FindRun(
      const RequestKey& request) override {
    return SelectRunByRequest(*pool_->Reader(), request);
  }

  absl::StatusOr<v1::Run> GetRun(int64_t run) override {
    return SelectRun(*pool_->Reader(), run);
  }

  absl::StatusOr<std::vector<v1::Run>> RunsBefore(int64_t before,
                                                  int limit) override {
    return SelectRunsBefore(*pool_->Reader(), before, limit);
  }

  absl::StatusOr<int64_t> PurgeRuns(const RunPurge& purge) override {
    PLUMBLINE_RETURN_IF_ERROR(MarkAllPurged(*pool_->Writer(), purge));
    return RemovePurged(*pool_);
  }

  absl::StatusOr<std::string> RecordDigestsOf(int64_t run) override {
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_RETURN_IF_ERROR(CheckKept(*connection, run));
    return SelectRecordDigests(*connection, run);
  }

  absl::StatusOr<std::vector<v1::Change>> ChangesAfter(
      const ChangeQuery& query) override {
    return SelectChangesAfter(*pool_->Reader(), query);
  }

  absl::StatusOr<std::vector<VerdictRow>> VerdictsAt(int64_t run) override {
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_RETURN_IF_ERROR(CheckKept(*connection, run));
    return SelectVerdictsAt(*connection, run);
  }

  absl::StatusOr<std::vector<Subject>> SubjectsAt(int64_t run) override {
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_RETURN_IF_ERROR(CheckKept(*connection, run));
    return SelectSubjectsAt(*connection, run);
  }

  absl::StatusOr<v1::Override> CreateOverride(
      const v1::Override& content, const v1::Override::AuditEntry& first,
      const RequestKey& request) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::Override stored,
        InsertOverride(*connection, content, first, request));
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return stored;
  }

  absl::StatusOr<v1::Override> AddOverrideEntry(
      int64_t number, int seen, const v1::Override::AuditEntry& entry,
      const RequestKey& request) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_ASSIGN_OR_RETURN(
        v1::Override stored,
        AppendOverrideEntry(*connection, number, seen, entry, request));
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return stored;
  }

  absl::StatusOr<std::optional<v1::Override>> FindOverride(
      const RequestKey& request) override {
    return SelectOverrideByRequest(*pool_->Reader(), request);
  }

  absl::StatusOr<v1::Override> GetOverride(int64_t number) override {
    return SelectOverride(*pool_->Reader(), number);
  }

  absl::StatusOr<std::vector<v1::Override>> AllOverrides() override {
    return SelectOverrides(*pool_->Reader());
  }

 private:
  const std::unique_ptr<ConnectionPool> pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<AlignmentStore>> OpenAlignmentStore(
    absl::string_view database) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool, storage::OpenDatabase(
                     database, {.service = "alignment", .readers = kReaders},
                     AlignmentMigrations()));
  return std::make_unique<SqlAlignmentStore>(std::move(pool));
}

}  // namespace plumbline::alignment
