#include "services/common/storage/sqlite_error.h"

#include <sqlite3.h>

#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

absl::StatusCode CodeOfConstraint(int extended_result) {
  switch (extended_result) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return absl::StatusCode::kAlreadyExists;
    default:
      return absl::StatusCode::kFailedPrecondition;
  }
}

}  // namespace

absl::StatusCode CodeOfSqlite(int extended_result) {
  switch (extended_result & 0xff) {
    case SQLITE_CONSTRAINT:
      return CodeOfConstraint(extended_result);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::StatusCode::kUnavailable;
    case SQLITE_FULL:
    case SQLITE_NOMEM:
      return absl::StatusCode::kResourceExhausted;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::StatusCode::kDataLoss;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return absl::StatusCode::kPermissionDenied;
    case SQLITE_CANTOPEN:
      return absl::StatusCode::kFailedPrecondition;
    case SQLITE_ERROR:
    case SQLITE_TOOBIG:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
      return absl::StatusCode::kInvalidArgument;
    case SQLITE_INTERRUPT:
      return absl::StatusCode::kCancelled;
    default:
      return absl::StatusCode::kInternal;
  }
}

absl::Status SqliteError(int result, sqlite3* database, absl::string_view sql) {
  // The connection knows more about its last error than the plain code, if it
  // is about this one.
  const bool same = database != nullptr &&
                    (sqlite3_errcode(database) & 0xff) == (result & 0xff);
  const int extended = same ? sqlite3_extended_errcode(database) : result;
  const char* message =
      same ? sqlite3_errmsg(database) : sqlite3_errstr(result);
  return StorageError(CodeOfSqlite(extended), message, sql);
}

}  // namespace plumbline::storage
