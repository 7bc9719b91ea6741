#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_ERROR_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

struct sqlite3;

namespace plumbline::storage {

// The canonical code for one of SQLite's extended result codes; see
// connection.h for what each tells the caller.
absl::StatusCode CodeOfSqlite(int extended_result);

// What went wrong with `sql` (a statement, or a step such as "opening
// state.db"), with SQLite's own message where `database` is given. `result` is
// not SQLITE_OK, ROW or DONE.
absl::Status SqliteError(int result, sqlite3* database, absl::string_view sql);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_ERROR_H_
