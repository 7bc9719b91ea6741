#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_MIGRATE_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_MIGRATE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/storage/connection.h"

namespace plumbline::storage {

// One step of a schema's history. Once released, a step is never edited: a
// later one changes more.
struct Migration {
  int version;             // 1, 2, 3, ... without gaps.
  absl::string_view name;  // What the step does, in a few words.
  absl::string_view sql;   // One or more statements, written for SQLite.
  // What PostgreSQL is given instead; empty: PostgresSchema(sql).
  absl::string_view postgres_sql = {};
};

// Brings the database to the last of `migrations`: each missing one in a
// transaction of its own, so that a crash leaves the schema between two steps.
// Running it again does nothing.
//
// Errors, beside those of the connection:
//   kInvalidArgument     the versions are not 1, 2, 3, ...
//   kFailedPrecondition  the database was written by a newer program, or an
//   applied step reads
//                        differently now; nothing is changed
absl::Status Migrate(Connection& connection,
                     absl::Span<const Migration> migrations);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_MIGRATE_H_
