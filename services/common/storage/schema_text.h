#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_SCHEMA_TEXT_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_SCHEMA_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::storage {

// A migration that is written for SQLite as PostgreSQL takes it. Outside of
// quotes:
//   INTEGER                BIGINT: as wide as SQLite's
//   REAL                   DOUBLE PRECISION
//   BLOB, x''              BYTEA, ''
//   TEXT                   TEXT COLLATE "C": ordered by its bytes, as SQLite's,
//                          whatever the database's language
//   STRICT, WITHOUT ROWID  nothing
// Everything else stays.
std::string PostgresSchema(absl::string_view sql);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_SCHEMA_TEXT_H_
