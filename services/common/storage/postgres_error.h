#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_ERROR_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

struct pg_result;

namespace plumbline::storage {

// The canonical code for an SQLSTATE; see connection.h for what each tells the
// caller. An empty one is that of a server that could not be reached.
absl::StatusCode CodeOfSqlState(absl::string_view state);

// What went wrong with `sql`, with the server's own message.
absl::Status PostgresError(const pg_result* result, absl::string_view sql);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_ERROR_H_
