#include "services/common/storage/migrate.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/schema_text.h"

namespace plumbline::storage {
namespace {

// What the database remembers of a step that it has taken.
struct AppliedStep {
  int64_t version;
  std::string digest;
};

absl::Status Refuse(absl::StatusCode code, absl::string_view message,
                    int64_t version) {
  return base::Error(code, base::reason::kStorageFailed, message,
                     {{"schema_version", absl::StrCat(version)}});
}

absl::Status CheckNumbering(absl::Span<const Migration> migrations) {
  for (size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].version == static_cast<int>(i) + 1) continue;
    return Refuse(
        absl::StatusCode::kInvalidArgument,
        absl::StrCat("migration \"", migrations[i].name, "\" is numbered ",
                     migrations[i].version, " and stands at ", i + 1,
                     ": versions are 1, 2, 3, ..."),
        migrations[i].version);
  }
  return absl::OkStatus();
}

// What a step says to this database, before it is put into its dialect.
absl::string_view TextOf(const Migration& step, Dialect dialect) {
  const bool own = dialect == Dialect::kPostgres && !step.postgres_sql.empty();
  return own ? step.postgres_sql : step.sql;
}

std::string StatementsOf(const Migration& step, Dialect dialect) {
  const bool render =
      dialect == Dialect::kPostgres && step.postgres_sql.empty();
  return render ? PostgresSchema(step.sql) : std::string(TextOf(step, dialect));
}

absl::StatusOr<std::vector<AppliedStep>> ReadApplied(Connection& connection) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto statement,
      connection.Prepare(
          "SELECT version, digest FROM schema_migrations ORDER BY version"));
  std::vector<AppliedStep> applied;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool row, statement->Step());
    if (!row) return applied;
    applied.push_back({statement->Int64(0), std::string(statement->Text(1))});
  }
}

absl::Status CheckHistory(const std::vector<AppliedStep>& applied,
                          absl::Span<const Migration> migrations,
                          Dialect dialect) {
  for (size_t i = 0; i < applied.size(); ++i) {
    if (i >= migrations.size() || applied[i].version != migrations[i].version) {
      return Refuse(
          absl::StatusCode::kFailedPrecondition,
          absl::StrCat(
              "the database has schema version ", applied.back().version,
              " and this program knows versions up to ", migrations.size(),
              ": use the program that wrote it, or a newer one"),
          applied.back().version);
    }
    if (applied[i].digest != base::Sha256Hex(TextOf(migrations[i], dialect))) {
      return Refuse(
          absl::StatusCode::kFailedPrecondition,
          absl::StrCat(
              "migration ", migrations[i].version, " \"", migrations[i].name,
              "\" was applied with other SQL than this program has: a released "
              "migration is never edited"),
          migrations[i].version);
    }
  }
  return absl::OkStatus();
}

// Applies the first step that is missing. False: there is none.
//
// The history is read again inside each transaction: another process may be
// migrating as well.
absl::StatusOr<bool> ApplyNext(Connection& connection,
                               absl::Span<const Migration> migrations) {
  const Dialect dialect = connection.dialect();
  PLUMBLINE_ASSIGN_OR_RETURN(Transaction transaction, connection.Begin());
  PLUMBLINE_RETURN_IF_ERROR(
      connection.Execute("CREATE TABLE IF NOT EXISTS schema_migrations ("
                         "version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT "
                         "NULL, digest TEXT NOT NULL)"));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto applied, ReadApplied(connection));
  PLUMBLINE_RETURN_IF_ERROR(CheckHistory(applied, migrations, dialect));
  if (applied.size() == migrations.size()) return false;
  const Migration& next = migrations[applied.size()];
  PLUMBLINE_RETURN_IF_ERROR(base::Annotate(
      connection.Execute(StatementsOf(next, dialect)),
      absl::StrCat("migration ", next.version, " \"", next.name, "\"")));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto note,
      connection.Prepare("INSERT INTO schema_migrations (version, name, "
                         "digest) VALUES ($1, $2, $3)"));
  note->Bind(next.version, next.name, base::Sha256Hex(TextOf(next, dialect)));
  PLUMBLINE_RETURN_IF_ERROR(note->Run());
  PLUMBLINE_RETURN_IF_ERROR(transaction.Commit());
  return true;
}

}  // namespace

absl::Status Migrate(Connection& connection,
                     absl::Span<const Migration> migrations) {
  PLUMBLINE_RETURN_IF_ERROR(CheckNumbering(migrations));
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool applied,
                               ApplyNext(connection, migrations));
    if (!applied) return absl::OkStatus();
  }
}

}  // namespace plumbline::storage
