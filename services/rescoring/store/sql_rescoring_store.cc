#include "services/rescoring/store/sql_rescoring_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/storage/open_database.h"
#include "services/rescoring/domain/reasons.h"
#include "services/rescoring/store/delivery_rows.h"
#include "services/rescoring/store/schema.h"

namespace plumbline::rescoring {
namespace {

using storage::Connection;

constexpr int kReaders = 2;

absl::Status Unknown(absl::string_view name) {
  return base::Error(absl::StatusCode::kNotFound, reason::kJobUnknown,
                     absl::StrCat("there is no job ", name),
                     {{"name", std::string(name)}});
}

absl::Status LeaseLost(absl::string_view name) {
  return base::Error(
      absl::StatusCode::kAborted, base::reason::kLeaseLost,
      absl::StrCat(name, " was given to another worker meanwhile"),
      {{"name", std::string(name)}});
}

template <typename Message>
absl::StatusOr<Message> Parsed(absl::string_view bytes) {
  Message message;
  if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return message;
  }
  return base::Error(absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
                     "a row of the rescoring database is damaged: restore a "
                     "backup of that file");
}

int64_t NextMicros(const v1::Job& job) {
  return base::MicrosOf(job.next_attempt_time());
}

int IsActive(const v1::Job& job) { return job.state() == v1::Job::ACTIVE; }

// Runs a statement with these parameters; how many rows it changed.
template <typename... Values>
absl::StatusOr<int64_t> Run(Connection& connection, absl::string_view sql,
                            const Values&... values) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto statement, connection.Prepare(sql));
  statement->Bind(values...);
  PLUMBLINE_RETURN_IF_ERROR(statement->Run());
  return statement->ChangedRows();
}

// Before anything else of a transaction that gives out numbers or leases.
absl::Status Guard(Connection& connection) {
  return Run(connection, "UPDATE rescoring_guard SET last_token = last_token")
      .status();
}

absl::Status PutSeen(Connection& connection,
                     const std::vector<SeenFile>& seen) {
  for (const SeenFile& file : seen) {
    PLUMBLINE_RETURN_IF_ERROR(
        Run(connection,
            "INSERT INTO rescoring_seen (url, etag, last_modified) VALUES "
            "($1, $2, $3) ON CONFLICT (url) DO UPDATE SET etag = $2, "
            "last_modified = $3",
            file.url, file.etag, file.last_modified)
            .status());
  }
  return absl::OkStatus();
}

// The one number that a query answers with.
absl::StatusOr<int64_t> Number(Connection& connection, absl::string_view sql) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto rows, connection.Prepare(sql));
  PLUMBLINE_RETURN_IF_ERROR(rows->Step().status());
  return rows->Int64(0);
}

// The messages of a table that are numbered below `before`, the last first.
template <typename Message, typename Numbered>
absl::StatusOr<std::vector<Numbered>> ListNumbered(Connection& connection,
                                                   absl::string_view table,
                                                   int64_t before,
                                                   int64_t limit) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection.Prepare(absl::StrCat("SELECT number, content FROM ", table,
                                      " WHERE number < $1 "
                                      "ORDER BY number DESC LIMIT $2")));
  rows->Bind(before, limit);
  std::vector<Numbered> listed;
  for (;;) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
    if (!has_row) return listed;
    PLUMBLINE_ASSIGN_OR_RETURN(auto message, Parsed<Message>(rows->Blob(1)));
    listed.push_back({rows->Int64(0), std::move(message)});
  }
}

class SqlRescoringStore : public RescoringStore {
 public:
  explicit SqlRescoringStore(std::unique_ptr<storage::ConnectionPool> pool)
      : pool_(std::move(pool)) {}

  absl::StatusOr<bool> AddJob(const v1::Job& job,
                              const std::vector<SeenFile>& seen) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_RETURN_IF_ERROR(Guard(*connection));
    PLUMBLINE_ASSIGN_OR_RETURN(const auto before,
                               FindJob(*connection, job.name()));
    if (before) return false;
    PLUMBLINE_ASSIGN_OR_RETURN(
        const int64_t last,
        Number(*connection,
               "SELECT COALESCE(MAX(number), 0) FROM rescoring_job"));
    PLUMBLINE_RETURN_IF_ERROR(InsertJob(*connection, job, last + 1));
    PLUMBLINE_RETURN_IF_ERROR(PutSeen(*connection, seen));
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return true;
  }

  absl::StatusOr<v1::Job> GetJob(absl::string_view name) override {
    const auto connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(auto job, FindJob(*connection, name));
    if (!job) return Unknown(name);
    return *std::move(job);
  }

  absl::StatusOr<std::vector<NumberedJob>> ListJobs(int64_t before,
                                                    int64_t limit) override {
    return ListNumbered<v1::Job, NumberedJob>(*pool_->Reader(), "rescoring_job",
                                              before, limit);
  }

  absl::StatusOr<std::optional<Lease>> ClaimJob(absl::string_view owner,
                                                absl::Time now,
                                                absl::Time until) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_RETURN_IF_ERROR(Guard(*connection));
    PLUMBLINE_ASSIGN_OR_RETURN(
        auto lease, FindClaimable(*connection, absl::ToUnixMicros(now)));
    if (!lease) return std::nullopt;
    PLUMBLINE_RETURN_IF_ERROR(
        Run(*connection,
            "UPDATE rescoring_guard SET last_token = last_token + 1")
            .status());
    PLUMBLINE_ASSIGN_OR_RETURN(
        lease->token,
        Number(*connection, "SELECT last_token FROM rescoring_guard"));
    PLUMBLINE_RETURN_IF_ERROR(
        Run(*connection,
            "UPDATE rescoring_job SET owner = $2, lease_micros = $3, token = "
            "$4 WHERE name = $1",
            lease->job.name(), owner, absl::ToUnixMicros(until), lease->token)
            .status());
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return lease;
  }

  absl::Status RenewLease(const Lease& lease, absl::Time until) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const int64_t changed,
        Run(*connection,
            "UPDATE rescoring_job SET lease_micros = $3 WHERE name = $1 AND "
            "token = $2 AND lease_micros > 0",
            lease.job.name(), lease.token, absl::ToUnixMicros(until)));
    return changed == 1 ? absl::OkStatus() : LeaseLost(lease.job.name());
  }

  absl::Status RecordJob(const Lease& lease) override {
    return Record(lease, "lease_micros");
  }
  absl::Status ReleaseJob(const Lease& lease) override {
    return Record(lease, "0");
  }

  absl::StatusOr<v1::Job> ReviveJob(const v1::Job& revived) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_RETURN_IF_ERROR(Guard(*connection));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto update,
        connection->Prepare("UPDATE rescoring_job SET active = 1, next_micros "
                            "= 0, content = $2 WHERE name = $1 AND "
                            "lease_micros = 0"));
    update->BindText(1, revived.name());
    update->BindBlob(2, revived.SerializeAsString());
    PLUMBLINE_RETURN_IF_ERROR(update->Run());
    PLUMBLINE_ASSIGN_OR_RETURN(auto job, FindJob(*connection, revived.name()));
    if (!job) return Unknown(revived.name());
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return *std::move(job);
  }

  absl::StatusOr<std::optional<absl::Time>> NextJobTime() override {
    const auto connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto rows,
        connection->Prepare("SELECT next_micros, lease_micros FROM "
                            "rescoring_job WHERE active = 1"));
    std::optional<absl::Time> next;
    for (;;) {
      PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
      if (!has_row) return next;
      const absl::Time due =
          absl::FromUnixMicros(std::max(rows->Int64(0), rows->Int64(1)));
      if (!next || due < *next) next = due;
    }
  }

  absl::StatusOr<v1::SourceCheck> AddCheck(
      const v1::SourceCheck& check) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_RETURN_IF_ERROR(Guard(*connection));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const int64_t last,
        Number(*connection,
               "SELECT COALESCE(MAX(number), 0) FROM rescoring_check"));
    v1::SourceCheck named = check;
    named.set_name(absl::StrFormat("sourceChecks/%06d", last + 1));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto insert,
        connection->Prepare(
            "INSERT INTO rescoring_check (number, content) VALUES ($1, $2)"));
    insert->BindInt64(1, last + 1);
    insert->BindBlob(2, named.SerializeAsString());
    PLUMBLINE_RETURN_IF_ERROR(insert->Run());
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return named;
  }

  absl::StatusOr<std::vector<NumberedCheck>> ListChecks(
      int64_t before, int64_t limit) override {
    return ListNumbered<v1::SourceCheck, NumberedCheck>(
        *pool_->Reader(), "rescoring_check", before, limit);
  }

  absl::StatusOr<std::optional<SeenFile>> FindSeen(
      absl::string_view url) override {
    const auto connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto rows,
        connection->Prepare(
            "SELECT etag, last_modified FROM rescoring_seen WHERE url = $1"));
    rows->Bind(url);
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
    if (!has_row) return std::nullopt;
    return SeenFile{std::string(url), std::string(rows->Text(0)),
                    std::string(rows->Text(1))};
  }

  absl::Status KeepSeen(const std::vector<SeenFile>& seen) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_RETURN_IF_ERROR(PutSeen(*connection, seen));
    return transaction.Commit();
  }

  absl::StatusOr<std::optional<Delivery>> FindDelivery(
      absl::string_view subscription) override {
    return SelectDelivery(*pool_->Reader(), subscription);
  }

  absl::StatusOr<bool> MoveDelivery(absl::string_view subscription,
                                    const std::optional<Delivery>& from,
                                    const Delivery& to) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    PLUMBLINE_RETURN_IF_ERROR(Guard(*connection));
    PLUMBLINE_ASSIGN_OR_RETURN(
        const bool moved, PutDelivery(*connection, subscription, from, to));
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return moved;
  }

  absl::StatusOr<CheckSlot> LastCheck() override {
    const auto connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto rows,
        connection->Prepare(
            "SELECT check_number, check_micros FROM rescoring_guard"));
    PLUMBLINE_RETURN_IF_ERROR(rows->Step().status());
    CheckSlot slot = {rows->Int64(0), absl::FromUnixMicros(rows->Int64(1))};
    if (slot.number == 0) slot.time = absl::InfinitePast();
    return slot;
  }

  absl::StatusOr<bool> TakeCheck(const CheckSlot& last,
                                 absl::Time now) override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const int64_t changed,
        Run(*connection,
            "UPDATE rescoring_guard SET check_number = check_number + 1, "
            "check_micros = $2 WHERE check_number = $1",
            last.number, absl::ToUnixMicros(now)));
    return changed == 1;
  }

  absl::StatusOr<std::optional<std::string>> FindAnswer(
      const RequestKey& request) override {
    if (request.id.empty()) return std::nullopt;
    const auto connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto rows,
        connection->Prepare("SELECT sha256, answer FROM rescoring_request "
                            "WHERE request_id = $1"));
    rows->Bind(request.id);
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
    if (!has_row) return std::nullopt;
    if (rows->Text(0) == request.sha256) return std::string(rows->Blob(1));
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kRequestIdReused,
        absl::StrCat("request_id ", request.id,
                     " was already used for another request: use a fresh UUID"),
        {{"field", "request_id"}, {"value", request.id}});
  }

  absl::Status KeepAnswer(const RequestKey& request,
                          absl::string_view answer) override {
    if (request.id.empty()) return absl::OkStatus();
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto insert,
        connection->Prepare(
            "INSERT INTO rescoring_request (request_id, sha256, answer) VALUES "
            "($1, $2, $3) ON CONFLICT (request_id) DO NOTHING"));
    insert->BindText(1, request.id);
    insert->BindText(2, request.sha256);
    insert->BindBlob(3, answer);
    return insert->Run();
  }

 private:
  static absl::StatusOr<std::optional<v1::Job>> FindJob(
      Connection& connection, absl::string_view name) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto rows,
        connection.Prepare(
            "SELECT content FROM rescoring_job WHERE name = $1"));
    rows->Bind(name);
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
    if (!has_row) return std::nullopt;
    PLUMBLINE_ASSIGN_OR_RETURN(auto job, Parsed<v1::Job>(rows->Blob(0)));
    return job;
  }

  static absl::Status InsertJob(Connection& connection, const v1::Job& job,
                                int64_t number) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto insert,
        connection.Prepare("INSERT INTO rescoring_job (name, number, active, "
                           "next_micros, owner, lease_micros, token, content) "
                           "VALUES ($1, $2, $3, $4, '', 0, 0, $5)"));
    insert->BindText(1, job.name());
    insert->BindInt64(2, number);
    insert->BindInt64(3, IsActive(job));
    insert->BindInt64(4, NextMicros(job));
    insert->BindBlob(5, job.SerializeAsString());
    return insert->Run();
  }

  static absl::StatusOr<std::optional<Lease>> FindClaimable(
      Connection& connection, int64_t now_micros) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto rows,
        connection.Prepare(
            "SELECT content FROM rescoring_job WHERE active = 1 AND "
            "next_micros <= $1 AND NOT EXISTS (SELECT 1 FROM rescoring_job "
            "WHERE lease_micros > $1) ORDER BY number LIMIT 1"));
    rows->Bind(now_micros);
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
    if (!has_row) return std::nullopt;
    PLUMBLINE_ASSIGN_OR_RETURN(auto job, Parsed<v1::Job>(rows->Blob(0)));
    return Lease{std::move(job), 0};
  }

  absl::Status Record(const Lease& lease, absl::string_view lease_micros) {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto update,
        connection->Prepare(absl::StrCat(
            "UPDATE rescoring_job SET active = $3, next_micros = $4, content = "
            "$5, lease_micros = ",
            lease_micros,
            " WHERE name = $1 AND token = $2 AND lease_micros > 0")));
    update->BindText(1, lease.job.name());
    update->BindInt64(2, lease.token);
    update->BindInt64(3, IsActive(lease.job));
    update->BindInt64(4, NextMicros(lease.job));
    update->BindBlob(5, lease.job.SerializeAsString());
    PLUMBLINE_RETURN_IF_ERROR(update->Run());
    return update->ChangedRows() == 1 ? absl::OkStatus()
                                      : LeaseLost(lease.job.name());
  }

  const std::unique_ptr<storage::ConnectionPool> pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RescoringStore>> OpenRescoringStore(
    absl::string_view database) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool,
      storage::OpenDatabase(
          database, {.service = "rescoring", .readers = kReaders}, Schema()));
  return std::make_unique<SqlRescoringStore>(std::move(pool));
}

}  // namespace plumbline::rescoring
