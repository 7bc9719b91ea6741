#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_OPEN_DATABASE_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_OPEN_DATABASE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/storage/connection_pool.h"
#include "services/common/storage/migrate.h"

namespace plumbline::storage {

// What a store needs of its database.
struct DatabaseOptions {
  // The service's name: its schema where services share a database, and what
  // its connections call themselves.
  absl::string_view service;
  // Connections for reading beside the writer's.
  int readers = 2;
  // The largest text or blob.
  int max_value_bytes = 100 * 1024 * 1024;
};

// Opens `database` and brings it to the last of `migrations`. It is the path of
// an SQLite file, which is made when it is not there; ":memory:", a database
// that ends with the pool; or a postgresql:// address.
//
// Errors: those of SqliteConnection::Open or PostgresConnection::Open, and of
// Migrate.
absl::StatusOr<std::unique_ptr<ConnectionPool>> OpenDatabase(
    absl::string_view database, const DatabaseOptions& options,
    absl::Span<const Migration> migrations);

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_OPEN_DATABASE_H_
