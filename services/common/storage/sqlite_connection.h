#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_CONNECTION_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_CONNECTION_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/common/storage/connection.h"

struct sqlite3;

namespace plumbline::storage {

// How a database file is opened.
struct SqliteOptions {
  // kFull survives a power cut at any moment; kNormal may lose the last commits
  // of one, never the database's consistency.
  enum class Synchronous { kFull, kNormal };
  Synchronous synchronous = Synchronous::kFull;

  // How long a statement waits for another connection's lock before it fails
  // with kUnavailable.
  absl::Duration busy_timeout = absl::Seconds(5);

  // The largest text, blob or row, in bytes.
  int max_value_bytes = 100 * 1024 * 1024;
};

// A connection to an SQLite file: write-ahead log, foreign keys on, untrusted
// schema.
class SqliteConnection : public Connection {
 public:
  // Opens the database at `path`, which is created when it is not there (its
  // directory is not);
  // ":memory:" is a database of this connection alone.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      absl::string_view path, const SqliteOptions& options = {});
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  absl::StatusOr<std::unique_ptr<Statement>> Prepare(
      absl::string_view sql) override;
  absl::Status Execute(absl::string_view sql) override;
  absl::StatusOr<std::unique_ptr<BulkInsert>> InsertInBulk(
      absl::string_view table, absl::string_view columns,
      IfTaken if_taken) override;
  Dialect dialect() const override { return Dialect::kSqlite; }

 private:
  explicit SqliteConnection(sqlite3* database) : database_(database) {}
  absl::Status Configure(const SqliteOptions& options);
  absl::Status DoBegin(Access access) override;
  absl::Status DoCommit() override;
  void DoRollback() override;

  sqlite3* const database_;
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_CONNECTION_H_
