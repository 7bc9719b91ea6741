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
std::string TakeSql(storage::Dialect dialect) {
  return absl::StrCat(
      "UPDATE run_parts SET token = token + 1, worker = $2, expire_micros = $4 "
      "WHERE work = $1 AND part = (SELECT part FROM run_parts WHERE work = $1 "
      "AND done = 0 AND expire_micros <= $3 ORDER BY part LIMIT 1",
      dialect == storage::Dialect::kPostgres ? " FOR UPDATE SKIP LOCKED" : "",
      ") RETURNING part, token");
}

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

class SqlPartitionLeases : public PartitionLeases {
 public:
  explicit SqlPartitionLeases(std::unique_ptr<ConnectionPool> pool)
      : pool_(std::move(pool)) {}

  absl::Status Divide(absl::string_view work, int64_t count) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto insert,
        connection->InsertInBulk(
            "run_parts",
            "work, part, token, worker, expire_micros, done, content",
            storage::IfTaken::kSkip));
    for (int64_t part = 0; part < count; ++part) {
      insert->Text(work);
      insert->Int64(part);
      insert->Int64(0);
      insert->Text("");
      insert->Int64(0);
      insert->Int64(0);
      insert->Blob("");
      PLUMBLINE_RETURN_IF_ERROR(insert->EndRow());
    }
    PLUMBLINE_RETURN_IF_ERROR(insert->Finish());
    insert.reset();
    return transaction.Commit();
  }

  absl::StatusOr<std::optional<PartitionLease>> Take(
      absl::string_view work, absl::string_view worker, absl::Time now,
      absl::Duration hold) override {
    const ConnectionPool::Lease connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto take, connection->Prepare(TakeSql(connection->dialect())));
    take->Bind(work, worker, absl::ToUnixMicros(now),
               absl::ToUnixMicros(now + hold));
    PLUMBLINE_ASSIGN_OR_RETURN(const bool taken, take->Step());
    if (!taken) return std::nullopt;
    PartitionLease lease;
    lease.work = std::string(work);
    lease.partition = take->Int64(0);
    lease.token = take->Int64(1);
    lease.expire_time = now + hold;
    // The lease is kept when the statement has come to its end.
    PLUMBLINE_RETURN_IF_ERROR(take->Step().status());
    return lease;
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

  absl::StatusOr<int64_t> CountOpen(absl::string_view work) override {
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto count,
        connection->Prepare("SELECT COUNT(*) FROM run_parts WHERE work = $1 "
                            "AND done = 0"));
    count->Bind(work);
    PLUMBLINE_RETURN_IF_ERROR(count->Step().status());
    return count->Int64(0);
  }

  absl::StatusOr<std::vector<std::string>> Results(
      absl::string_view work) override {
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t open, CountOpen(work));
    if (open > 0) {
      return base::Error(
          absl::StatusCode::kFailedPrecondition, base::reason::kStorageFailed,
          absl::StrCat(open, " partitions of ", work, " are not done yet"),
          {{"work", std::string(work)}});
    }
    const ConnectionPool::Lease connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto select,
        connection->Prepare(
            "SELECT content FROM run_parts WHERE work = $1 ORDER BY part"));
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

 private:
  const std::unique_ptr<ConnectionPool> pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<PartitionLeases>> OpenPartitionLeases(
    absl::string_view database) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool,
      storage::OpenDatabase(database, {.service = "alignment", .readers = 1},
                            AlignmentMigrations()));
  return std::make_unique<SqlPartitionLeases>(std::move(pool));
}

}  // namespace plumbline::alignment
