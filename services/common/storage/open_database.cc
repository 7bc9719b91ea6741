#include "services/common/storage/open_database.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_connection.h"
#include "services/common/storage/sqlite_connection.h"

namespace plumbline::storage {
namespace {

ConnectionPool::Opener OpenerOf(absl::string_view database,
                                const DatabaseOptions& options) {
  const std::string address(database);
  if (IsPostgresAddress(database)) {
    PostgresOptions postgres;
    postgres.application = absl::StrCat("plumbline-", options.service);
    postgres.schema = std::string(options.service);
    return [address, postgres] {
      return PostgresConnection::Open(address, postgres);
    };
  }
  SqliteOptions sqlite;
  sqlite.max_value_bytes = options.max_value_bytes;
  return [address, sqlite] { return SqliteConnection::Open(address, sqlite); };
}

}  // namespace

absl::StatusOr<std::unique_ptr<ConnectionPool>> OpenDatabase(
    absl::string_view database, const DatabaseOptions& options,
    absl::Span<const Migration> migrations) {
  // A database in memory belongs to its connection.
  const int readers = database == ":memory:" ? 0 : options.readers;
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool, ConnectionPool::Open(OpenerOf(database, options), readers));
  PLUMBLINE_RETURN_IF_ERROR(Migrate(*pool->Writer(), migrations));
  return pool;
}

}  // namespace plumbline::storage
