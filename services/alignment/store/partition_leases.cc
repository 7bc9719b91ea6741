#include "services/alignment/store/partition_leases.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/store/schema.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"

namespace plumbline::alignment {
namespace {

using storage::Connection;
using storage::ConnectionPool;

// Taking is one statement, which the database does whole. PostgreSQL passes
// over what another worker is taking at the moment; SQLite has one writer.
std::string TakeSql(storage::Dialect dialect, absl::string_view which) {
  return absl::StrCat(
      "UPDATE run_parts SET token = token + 1, worker = $2, expire_micros = $4 "
      "WHERE work = $1 AND part = (SELECT part FROM run_parts WHERE work = $1 "
      "AND done = 0 AND expire_micros <= $3 AND ",
      which, " ORDER BY part LIMIT 1",
      dialect == storage::Dialect::kPostgres ? " FOR UPDATE SKIP LOCKED" : "",
      ") RETURNING part, token, content");
}

constexpr absl::string_view kOfPartitions = "part >= 0";
constexpr absl::string_view kOfPublication =
    "part = -1 AND NOT EXISTS (SELECT 1 FROM run_parts o WHERE o.work = $1 AND "
    "o.part >= 0 AND o.done = 0)";

// `content` is what is to be done, then what was found.
constexpr absl::string_view kWaiting =
    "SELECT p.work, p.content FROM run_parts p JOIN (SELECT work, MIN(part) AS "
    "part FROM run_parts WHERE part >= 0 AND done = 0 AND expire_micros <= $1 "
    "GROUP BY work) w ON p.work = w.work AND p.part = w.part ORDER BY p.work";

absl::Status LeaseLost(const PartitionLease& lease) {
  return base::Error(
      absl::StatusCode::kAborted, base::reason::kLeaseLost,
      absl::StrCat("partition ", lease.partition, " of ", lease.work,
                   " is no longer held under token ", lease.token,
                   ": drop what was done for it and take another"),
      {{"work", lease.work},
       {"partition", absl::StrCat(lease.partition)},
       {"token", absl::StrCat(lease.token)}});
}

// A power cut that takes the last leases of a file takes all who held them. A
// server may fall alone, and then tokens must not come twice.
absl::Status LeaveUnsynced(Connection& connection) {
  return connection.dialect() == storage::Dialect::kSqlite
             ? connection.Execute("PRAGMA synchronous = NORMAL")
             : absl::OkStatus();
}

class SqlPartitionLeases : public PartitionLeases {
 public:
  explicit SqlPartitionLeases(std::unique_ptr<ConnectionPool> pool)
      : pool_(std::move(pool)) {}

  absl::Status Divide(absl::string_view work,
                      absl::Span<const std::string> inputs) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto insert,
        connection->InsertInBulk(
            "run_parts",
            "work, part, token, worker, expire_micros, done, content",
            storage::IfTaken::kSkip));
    const int64_t count = static_cast<int64_t>(inputs.size());
    for (int64_t part = kPublication; part < count; ++part) {
      insert->Text(work);
      insert->Int64(part);
      insert->Int64(0);
      insert->Text("");
      insert->Int64(0);
      insert->Int64(0);
      insert->Blob(part < 0 ? "" : inputs[static_cast<size_t>(part)]);
      PLUMBLINE_RETURN_IF_ERROR(insert->EndRow());
    }
    PLUMBLINE_RETURN_IF_ERROR(insert->Finish());
    insert.reset();
    return transaction.Commit();
  }

  absl::StatusOr<std::vector<WaitingWork>> Waiting(absl::Time now) override {
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(const auto select,
                               connection->Prepare(kWaiting));
    select->Bind(absl::ToUnixMicros(now));
    std::vector<WaitingWork> waiting;
    for (;;) {
      PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
      if (!more) return waiting;
      waiting.push_back(
          {std::string(select->Text(0)), std::string(select->Blob(1))});
    }
  }

  absl::StatusOr<std::optional<PartitionLease>> Take(
      absl::string_view work, absl::string_view worker, absl::Time now,
      absl::Duration hold) override {
    return TakeOne(kOfPartitions, work, worker, now, hold);
  }

  absl::StatusOr<std::optional<PartitionLease>> TakePublication(
      absl::string_view work, absl::string_view worker, absl::Time now,
      absl::Duration hold) override {
    return TakeOne(kOfPublication, work, worker, now, hold);
  }

  absl::Status Renew(const PartitionLease& lease,
                     absl::Time expire_time) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto update,
        connection->Prepare(
            "UPDATE run_parts SET expire_micros = $4 WHERE work = $1 AND "
            "part = $2 AND token = $3 AND done = 0"));
    update->Bind(lease.work, lease.partition, lease.token,
                 absl::ToUnixMicros(expire_time));
    PLUMBLINE_RETURN_IF_ERROR(update->Run());
    return update->ChangedRows() == 1 ? absl::OkStatus() : LeaseLost(lease);
  }

  absl::Status Release(const PartitionLease& lease) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto update,
        connection->Prepare(
            "UPDATE run_parts SET expire_micros = 0 WHERE work = $1 AND part = "
            "$2 AND token = $3 AND done = 0"));
    update->Bind(lease.work, lease.partition, lease.token);
    return update->Run();
  }

  absl::Status Complete(const PartitionLease& lease,
                        absl::string_view content) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto update,
        connection->Prepare(
            "UPDATE run_parts SET done = 1, content = $4 WHERE work = $1 AND "
            "part = $2 AND token = $3"));
    update->Bind(lease.work, lease.partition, lease.token);
    update->BindBlob(4, content);
    PLUMBLINE_RETURN_IF_ERROR(update->Run());
    return update->ChangedRows() == 1 ? absl::OkStatus() : LeaseLost(lease);
  }

  absl::StatusOr<WorkProgress> Progress(absl::string_view work) override {
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto count,
        connection->Prepare(
            "SELECT COUNT(*), CAST(COALESCE(SUM(done), 0) AS BIGINT) FROM "
            "run_parts WHERE work = $1"));
    count->Bind(work);
    PLUMBLINE_RETURN_IF_ERROR(count->Step().status());
    // One of them is the publication.
    const int64_t parts = count->Int64(0);
    if (parts == 0) return WorkProgress();
    return WorkProgress{false, parts - 1, count->Int64(1)};
  }

  absl::StatusOr<std::vector<std::string>> Results(
      absl::string_view work) override {
    PLUMBLINE_ASSIGN_OR_RETURN(const WorkProgress progress, Progress(work));
    if (progress.done < progress.partitions) {
      return base::Error(
          absl::StatusCode::kFailedPrecondition, base::reason::kStorageFailed,
          absl::StrCat(progress.partitions - progress.done, " partitions of ",
                       work, " are not done yet"),
          {{"work", std::string(work)}});
    }
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto select,
        connection->Prepare(
            "SELECT content FROM run_parts WHERE work = $1 AND part >= 0 "
            "ORDER BY part"));
    select->Bind(work);
    std::vector<std::string> results;
    for (;;) {
      PLUMBLINE_ASSIGN_OR_RETURN(const bool more, select->Step());
      if (!more) return results;
      results.emplace_back(select->Blob(0));
    }
  }

  absl::Status Forget(absl::string_view work) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto remove,
        connection->Prepare("DELETE FROM run_parts WHERE work = $1"));
    remove->Bind(work);
    return remove->Run();
  }

  absl::Status ForgetAll() override {
    return pool_->Writer()->Execute("DELETE FROM run_parts");
  }

 private:
  absl::StatusOr<std::optional<PartitionLease>> TakeOne(
      absl::string_view which, absl::string_view work, absl::string_view worker,
      absl::Time now, absl::Duration hold) {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto take,
        connection->Prepare(TakeSql(connection->dialect(), which)));
    take->Bind(work, worker, absl::ToUnixMicros(now),
               absl::ToUnixMicros(now + hold));
    PLUMBLINE_ASSIGN_OR_RETURN(const bool taken, take->Step());
    if (!taken) return std::nullopt;
    PartitionLease lease;
    lease.work = std::string(work);
    lease.partition = take->Int64(0);
    lease.token = take->Int64(1);
    lease.expire_time = now + hold;
    lease.input = std::string(take->Blob(2));
    // The lease is kept when the statement has come to its end.
    PLUMBLINE_RETURN_IF_ERROR(take->Step().status());
    return lease;
  }

  const std::unique_ptr<ConnectionPool> pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<PartitionLeases>> OpenPartitionLeases(
    absl::string_view database) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool,
      storage::OpenDatabase(database, {.service = "alignment", .readers = 1},
                            AlignmentMigrations()));
  PLUMBLINE_RETURN_IF_ERROR(LeaveUnsynced(*pool->Writer()));
  return std::make_unique<SqlPartitionLeases>(std::move(pool));
}

absl::Status EndWork(storage::Connection& connection,
                     const PartitionLease& publication) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto end,
      connection.Prepare("DELETE FROM run_parts WHERE work = $1 AND part = $2 "
                         "AND token = $3"));
  end->Bind(publication.work, publication.partition, publication.token);
  PLUMBLINE_RETURN_IF_ERROR(end->Run());
  if (end->ChangedRows() != 1) return LeaseLost(publication);
  return connection.Execute("DELETE FROM run_parts");
}

}  // namespace plumbline::alignment
