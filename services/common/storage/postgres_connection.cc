#include "services/common/storage/postgres_connection.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_copy.h"
#include "services/common/storage/postgres_session.h"
#include "services/common/storage/postgres_statement.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

constexpr absl::string_view kBeginRead =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
// Each statement of a writer sees what is committed, and with the lock nobody
// else commits. The number is this use's own among advisory locks.
constexpr absl::string_view kBeginWrite =
    "BEGIN ISOLATION LEVEL READ COMMITTED; "
    "SELECT pg_advisory_xact_lock(7013, hashtext(current_schema()))";

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> PostgresConnection::Open(
    absl::string_view address, const PostgresOptions& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto session,
                             PostgresSession::Open(address, options));
  return std::unique_ptr<Connection>(
      new PostgresConnection(std::move(session)));
}

PostgresConnection::PostgresConnection(std::unique_ptr<PostgresSession> session)
    : session_(std::move(session)) {}

PostgresConnection::~PostgresConnection() = default;

absl::StatusOr<std::unique_ptr<Statement>> PostgresConnection::Prepare(
    absl::string_view sql) {
  return PostgresStatement::Prepare(session_.get(), sql);
}

absl::Status PostgresConnection::Execute(absl::string_view sql) {
  PLUMBLINE_RETURN_IF_ERROR(session_->Prepare(sql));
  return session_->Execute(sql);
}

absl::StatusOr<std::unique_ptr<BulkInsert>> PostgresConnection::InsertInBulk(
    absl::string_view table, absl::string_view columns, IfTaken if_taken) {
  return PostgresCopy::Start(session_.get(), table, columns, if_taken);
}

absl::Status PostgresConnection::DoBegin(Access access) {
  if (in_transaction_) {
    return StorageError(absl::StatusCode::kFailedPrecondition,
                        "a transaction is already open", "BEGIN");
  }
  const absl::string_view begin =
      access == Access::kWrite ? kBeginWrite : kBeginRead;
  PLUMBLINE_RETURN_IF_ERROR(session_->Prepare(begin));
  const absl::Status begun = session_->Execute(begin);
  if (!begun.ok()) {
    session_->Execute("ROLLBACK").IgnoreError();
    return begun;
  }
  in_transaction_ = true;
  session_->set_in_transaction(true);
  return absl::OkStatus();
}

absl::Status PostgresConnection::DoCommit() {
  PLUMBLINE_RETURN_IF_ERROR(session_->Prepare("COMMIT"));
  // The server answers COMMIT with success and rolls back.
  if (session_->InFailedTransaction() || session_->IsIdle()) {
    return StorageError(
        absl::StatusCode::kFailedPrecondition,
        "the transaction was already rolled back by an earlier error",
        "COMMIT");
  }
  PLUMBLINE_RETURN_IF_ERROR(session_->Execute("COMMIT"));
  in_transaction_ = false;
  session_->set_in_transaction(false);
  return absl::OkStatus();
}

void PostgresConnection::DoRollback() {
  in_transaction_ = false;
  session_->set_in_transaction(false);
  // A lost connection has rolled back already.
  if (!session_->IsIdle()) session_->Execute("ROLLBACK").IgnoreError();
}

}  // namespace plumbline::storage
