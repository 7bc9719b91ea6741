#include "services/catalog/store/sql_catalog_store.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/catalog/store/sql_catalog_reader.h"
#include "services/catalog/store/sql_catalog_writer.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"

namespace plumbline::catalog {
namespace {

constexpr int kReaders = 3;

constexpr std::array<storage::Migration, 2> kMigrations = {{
    {1, "providers, programs and requests", R"sql(
CREATE TABLE catalog_moment (last BIGINT NOT NULL);
INSERT INTO catalog_moment VALUES (0);
CREATE TABLE provider_revision (
  provider_id TEXT NOT NULL,
  moment BIGINT NOT NULL,
  revision_id TEXT NOT NULL,
  update_micros BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (provider_id, moment)
);
CREATE TABLE program_revision (
  provider_id TEXT NOT NULL,
  program_id TEXT NOT NULL,
  moment BIGINT NOT NULL,
  revision_id TEXT NOT NULL,
  update_micros BIGINT NOT NULL,
  content TEXT NOT NULL,
  source_file TEXT,
  source_sha256 TEXT,
  source_row BIGINT,
  ended INTEGER NOT NULL,
  PRIMARY KEY (provider_id, program_id, moment)
);
CREATE TABLE catalog_request (
  request_id TEXT NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  answer BYTEA NOT NULL
);
)sql"},
    {2, "when each moment was", R"sql(
CREATE TABLE catalog_write (
  moment BIGINT NOT NULL PRIMARY KEY,
  write_micros BIGINT NOT NULL
);
INSERT INTO catalog_write (moment, write_micros)
SELECT w.moment, MAX(w.update_micros) FROM
(SELECT moment, update_micros FROM provider_revision
UNION ALL SELECT moment, update_micros FROM program_revision) w
GROUP BY w.moment;
)sql"},
}};

// The answer that was given to this request before; nothing when it is new.
absl::StatusOr<std::optional<std::string>> FindAnswer(
    storage::Connection& connection, const WriteOptions& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection.Prepare("SELECT fingerprint, answer FROM catalog_request "
                         "WHERE request_id = $1"));
  rows->Bind(options.request_id);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
  if (!has_row) return std::optional<std::string>();
  if (rows->Text(0) != options.fingerprint) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kRequestIdReused,
        absl::StrCat("request_id ", options.request_id,
                     " was already used for another request: use a fresh "
                     "UUID"),
        {{"field", "request_id"}, {"value", options.request_id}});
  }
  return std::optional<std::string>(std::string(rows->Blob(1)));
}

absl::Status KeepAnswer(storage::Connection& connection,
                        const WriteOptions& options, absl::string_view answer) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO catalog_request (request_id, "
                         "fingerprint, answer) VALUES ($1, $2, $3)"));
  insert->Bind(options.request_id, options.fingerprint);
  insert->BindBlob(3, answer);
  return insert->Run();
}

absl::Status KeepMoment(storage::Connection& connection, Moment moment,
                        absl::Time now) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto update,
      connection.Prepare("UPDATE catalog_moment SET last = $1"));
  update->Bind(moment);
  PLUMBLINE_RETURN_IF_ERROR(update->Run());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto insert,
      connection.Prepare("INSERT INTO catalog_write (moment, write_micros) "
                         "VALUES ($1, $2)"));
  insert->Bind(moment, absl::ToUnixMicros(now));
  return insert->Run();
}

class SqlCatalogStore : public CatalogStore {
 public:
  explicit SqlCatalogStore(std::unique_ptr<storage::ConnectionPool> pool)
      : pool_(std::move(pool)) {}

  absl::Status Read(absl::FunctionRef<absl::Status(const CatalogReader&)> read)
      const override {
    const auto connection = pool_->Reader();
    PLUMBLINE_ASSIGN_OR_RETURN(const auto transaction,
                               connection->Begin(storage::Access::kRead));
    return read(SqlCatalogReader(&*connection));
  }

  absl::StatusOr<std::string> Write(
      const WriteOptions& options,
      absl::FunctionRef<absl::StatusOr<std::string>(CatalogWriter&)> write)
      override {
    const auto connection = pool_->Writer();
    PLUMBLINE_ASSIGN_OR_RETURN(auto transaction, connection->Begin());
    const bool is_named = !options.request_id.empty() && !options.validate_only;
    if (is_named) {
      PLUMBLINE_ASSIGN_OR_RETURN(auto answer, FindAnswer(*connection, options));
      if (answer.has_value()) return *std::move(answer);
    }
    PLUMBLINE_ASSIGN_OR_RETURN(const std::string answer,
                               WriteOnce(*connection, options.now, write));
    if (options.validate_only) return answer;
    if (is_named) {
      PLUMBLINE_RETURN_IF_ERROR(KeepAnswer(*connection, options, answer));
    }
    PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
    return answer;
  }

 private:
  static absl::StatusOr<std::string> WriteOnce(
      storage::Connection& connection, absl::Time now,
      absl::FunctionRef<absl::StatusOr<std::string>(CatalogWriter&)> write) {
    PLUMBLINE_ASSIGN_OR_RETURN(const Moment last,
                               SqlCatalogReader(&connection).LastMoment());
    // Its statements are gone before the transaction ends.
    SqlCatalogWriter writer(&connection, last + 1, now);
    PLUMBLINE_ASSIGN_OR_RETURN(std::string answer, write(writer));
    if (writer.has_written()) {
      PLUMBLINE_RETURN_IF_ERROR(KeepMoment(connection, last + 1, now));
    }
    return answer;
  }

  const std::unique_ptr<storage::ConnectionPool> pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<CatalogStore>> OpenCatalogStore(
    absl::string_view database) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto pool,
      storage::OpenDatabase(
          database, {.service = "catalog", .readers = kReaders}, kMigrations));
  return std::make_unique<SqlCatalogStore>(std::move(pool));
}

}  // namespace plumbline::catalog
