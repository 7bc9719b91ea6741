#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_STATEMENT_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_STATEMENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace plumbline::storage {

// A prepared statement of SQLite; made by SqliteConnection::Prepare.
class SqliteStatement : public Statement {
 public:
  static absl::StatusOr<std::unique_ptr<Statement>> Prepare(
      sqlite3* database, absl::string_view sql);
  ~SqliteStatement() override;
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void BindText(int number, absl::string_view value) override;
  void BindBlob(int number, absl::string_view bytes) override;
  void BindInt64(int number, int64_t value) override;
  void BindDouble(int number, double value) override;
  void BindNull(int number) override;
  absl::StatusOr<bool> Step() override;
  absl::Status Reset() override;
  bool IsNull(int column) override;
  int64_t Int64(int column) override;
  double Double(int column) override;
  absl::string_view Text(int column) override;
  absl::string_view Blob(int column) override;
  int64_t ChangedRows() const override;

 private:
  SqliteStatement(sqlite3* database, sqlite3_stmt* statement,
                  absl::string_view sql)
      : database_(database), statement_(statement), sql_(sql) {}
  absl::Status MapParameters();
  absl::Status CheckAllBound() const;
  // SQLite's place of `$number`; 0, with the fault noted, when the statement
  // has none.
  int PlaceOf(int number);
  void NoteBound(int place, int result);
  void NoteFault(absl::StatusCode code, absl::string_view message);
  bool CheckColumn(int column, int type);

  sqlite3* const database_;
  sqlite3_stmt* const statement_;
  const std::string sql_;
  std::vector<int>
      places_;  // By number; SQLite counts parameters in order of appearance.
  std::vector<bool> bound_;  // By place.
  bool on_row_ = false;
  absl::Status fault_;  // The first misuse since Reset().
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_SQLITE_STATEMENT_H_
