#include "services/common/storage/sqlite_connection.h"

#include <sqlite3.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/prepared_insert.h"
#include "services/common/storage/sqlite_error.h"
#include "services/common/storage/sqlite_statement.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {

absl::StatusOr<std::unique_ptr<Connection>> SqliteConnection::Open(
    absl::string_view path, const SqliteOptions& options) {
  sqlite3* database = nullptr;
  // No mutex of SQLite's own: a connection belongs to one thread at a time.
  const int result =
      sqlite3_open_v2(std::string(path).c_str(), &database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database));
  const std::string opening = absl::StrCat("opening the database ", path);
  if (result != SQLITE_OK) return SqliteError(result, database, opening);
  PLUMBLINE_RETURN_IF_ERROR(
      base::Annotate(connection->Configure(options), opening));
  return connection;
}

absl::Status SqliteConnection::Configure(const SqliteOptions& options) {
  sqlite3_busy_timeout(
      database_,
      static_cast<int>(absl::ToInt64Milliseconds(options.busy_timeout)));
  sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, options.max_value_bytes);
  // A file from elsewhere may hold a schema that calls functions; it gets only
  // harmless ones.
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  const bool full = options.synchronous == SqliteOptions::Synchronous::kFull;
  return Execute(
      absl::StrCat("PRAGMA trusted_schema = OFF; PRAGMA journal_mode = WAL; "
                   "PRAGMA foreign_keys = ON; ",
                   "PRAGMA synchronous = ", full ? "FULL" : "NORMAL"));
}

SqliteConnection::~SqliteConnection() { sqlite3_close_v2(database_); }

absl::StatusOr<std::unique_ptr<Statement>> SqliteConnection::Prepare(
    absl::string_view sql) {
  return SqliteStatement::Prepare(database_, sql);
}

absl::Status SqliteConnection::Execute(absl::string_view sql) {
  const int result = sqlite3_exec(database_, std::string(sql).c_str(), nullptr,
                                  nullptr, nullptr);
  if (result != SQLITE_OK) return SqliteError(result, database_, sql);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<BulkInsert>> SqliteConnection::InsertInBulk(
    absl::string_view table, absl::string_view columns, IfTaken if_taken) {
  return PreparedInsert::Start(*this, table, columns, if_taken);
}

absl::Status SqliteConnection::DoBegin(Access access) {
  if (sqlite3_get_autocommit(database_) == 0) {
    return StorageError(absl::StatusCode::kFailedPrecondition,
                        "a transaction is already open", "BEGIN");
  }
  return Execute(access == Access::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
}

absl::Status SqliteConnection::DoCommit() {
  if (sqlite3_get_autocommit(database_) != 0) {
    return StorageError(
        absl::StatusCode::kFailedPrecondition,
        "the transaction was already rolled back by an earlier error",
        "COMMIT");
  }
  return Execute("COMMIT");
}

void SqliteConnection::DoRollback() {
  // Nothing to do when an error such as a full disk has rolled back already. A
  // rollback itself cannot be reported from a destructor; the file's journal
  // makes it good at the next opening.
  if (sqlite3_get_autocommit(database_) == 0) Execute("ROLLBACK").IgnoreError();
}

}  // namespace plumbline::storage
