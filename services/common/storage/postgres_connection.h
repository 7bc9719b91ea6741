#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_CONNECTION_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_CONNECTION_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"
#include "services/common/storage/postgres_options.h"

namespace plumbline::storage {

class PostgresSession;

// A connection to a PostgreSQL database.
//
// A reading transaction is REPEATABLE READ READ ONLY. A writing one takes the
// lock of its schema's writers first and holds it to its end, so that what it
// has read stays true.
class PostgresConnection : public Connection {
 public:
  // Connects to `address`, a postgresql:// URL. What it leaves out comes from
  // libpq's own places: PGPASSWORD, PGPASSFILE, PGSSLMODE, ...
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      absl::string_view address, const PostgresOptions& options = {});
  ~PostgresConnection() override;

  absl::StatusOr<std::unique_ptr<Statement>> Prepare(
      absl::string_view sql) override;
  absl::Status Execute(absl::string_view sql) override;
  absl::StatusOr<std::unique_ptr<BulkInsert>> InsertInBulk(
      absl::string_view table, absl::string_view columns,
      IfTaken if_taken) override;
  Dialect dialect() const override { return Dialect::kPostgres; }

 private:
  explicit PostgresConnection(std::unique_ptr<PostgresSession> session);
  absl::Status DoBegin(Access access) override;
  absl::Status DoCommit() override;
  void DoRollback() override;

  const std::unique_ptr<PostgresSession> session_;
  bool in_transaction_ = false;
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_CONNECTION_H_
