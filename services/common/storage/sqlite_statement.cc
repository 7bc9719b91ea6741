#include "services/common/storage/sqlite_statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/sqlite_error.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

// PostgreSQL's own limit.
constexpr int kMaxParameters = 65535;

// The n of `$n`; 0 for any other way to write a parameter.
int NumberOf(const char* name) {
  int number = 0;
  if (name == nullptr || *name != '$' || !absl::SimpleAtoi(name + 1, &number))
    return 0;
  const bool canonical = absl::StrCat("$", number) == name;
  return canonical && number <= kMaxParameters ? number : 0;
}

// Whether only spaces, semicolons and comments follow a statement: they compile
// to nothing.
bool IsBlankSql(sqlite3* database, absl::string_view rest) {
  sqlite3_stmt* next = nullptr;
  const int result = sqlite3_prepare_v2(
      database, rest.data(), static_cast<int>(rest.size()), &next, nullptr);
  sqlite3_finalize(next);
  return result == SQLITE_OK && next == nullptr;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Statement>> SqliteStatement::Prepare(
    sqlite3* database, absl::string_view sql) {
  sqlite3_stmt* compiled = nullptr;
  const char* rest = nullptr;
  const int result = sqlite3_prepare_v2(
      database, sql.data(), static_cast<int>(sql.size()), &compiled, &rest);
  if (result != SQLITE_OK) return SqliteError(result, database, sql);
  if (compiled == nullptr) {
    return StorageError(absl::StatusCode::kInvalidArgument,
                        "there is no statement", sql);
  }
  std::unique_ptr<SqliteStatement> statement(
      new SqliteStatement(database, compiled, sql));
  if (!IsBlankSql(database,
                  sql.substr(static_cast<size_t>(rest - sql.data())))) {
    return StorageError(absl::StatusCode::kInvalidArgument,
                        "more than one statement", sql);
  }
  PLUMBLINE_RETURN_IF_ERROR(statement->MapParameters());
  return statement;
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

absl::Status SqliteStatement::MapParameters() {
  const int count = sqlite3_bind_parameter_count(statement_);
  bound_.assign(static_cast<size_t>(count) + 1, false);
  for (int place = 1; place <= count; ++place) {
    const int number = NumberOf(sqlite3_bind_parameter_name(statement_, place));
    if (number == 0) {
      return StorageError(absl::StatusCode::kInvalidArgument,
                          "parameters are written $1, $2, ...", sql_);
    }
    places_.resize(std::max(places_.size(), static_cast<size_t>(number) + 1),
                   0);
    places_[static_cast<size_t>(number)] = place;
  }
  return absl::OkStatus();
}

int SqliteStatement::PlaceOf(int number) {
  const bool known = number > 0 &&
                     static_cast<size_t>(number) < places_.size() &&
                     places_[static_cast<size_t>(number)] != 0;
  if (known) return places_[static_cast<size_t>(number)];
  NoteFault(absl::StatusCode::kInvalidArgument,
            absl::StrCat("there is no parameter $", number));
  return 0;
}

void SqliteStatement::NoteBound(int place, int result) {
  if (result != SQLITE_OK) {
    if (fault_.ok()) fault_ = SqliteError(result, database_, sql_);
    return;
  }
  bound_[static_cast<size_t>(place)] = true;
}

void SqliteStatement::NoteFault(absl::StatusCode code,
                                absl::string_view message) {
  if (fault_.ok()) fault_ = StorageError(code, message, sql_);
}

void SqliteStatement::BindText(int number, absl::string_view value) {
  const int place = PlaceOf(number);
  if (place == 0) return;
  if (value.find('\0') != absl::string_view::npos) {
    NoteFault(absl::StatusCode::kInvalidArgument,
              absl::StrCat("the text for $", number, " contains a NUL"));
    return;
  }
  // A null pointer would bind NULL, not the empty text.
  const char* bytes = value.data() == nullptr ? "" : value.data();
  NoteBound(place, sqlite3_bind_text64(statement_, place, bytes, value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8));
}

void SqliteStatement::BindBlob(int number, absl::string_view bytes) {
  const int place = PlaceOf(number);
  if (place == 0) return;
  const char* first = bytes.data() == nullptr ? "" : bytes.data();
  NoteBound(place, sqlite3_bind_blob64(statement_, place, first, bytes.size(),
                                       SQLITE_TRANSIENT));
}

void SqliteStatement::BindInt64(int number, int64_t value) {
  const int place = PlaceOf(number);
  if (place != 0)
    NoteBound(place, sqlite3_bind_int64(statement_, place, value));
}

void SqliteStatement::BindDouble(int number, double value) {
  const int place = PlaceOf(number);
  if (place == 0) return;
  // SQLite stores a NaN as NULL, which nobody asked for.
  if (value != value) {
    NoteFault(absl::StatusCode::kInvalidArgument,
              absl::StrCat("the number for $", number, " is not a number"));
    return;
  }
  NoteBound(place, sqlite3_bind_double(statement_, place, value));
}

void SqliteStatement::BindNull(int number) {
  const int place = PlaceOf(number);
  if (place != 0) NoteBound(place, sqlite3_bind_null(statement_, place));
}

absl::Status SqliteStatement::CheckAllBound() const {
  for (size_t number = 1; number < places_.size(); ++number) {
    const int place = places_[number];
    if (place != 0 && !bound_[static_cast<size_t>(place)]) {
      return StorageError(absl::StatusCode::kInvalidArgument,
                          absl::StrCat("parameter $", number, " was not set"),
                          sql_);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> SqliteStatement::Step() {
  PLUMBLINE_RETURN_IF_ERROR(fault_);
  if (!on_row_) PLUMBLINE_RETURN_IF_ERROR(CheckAllBound());
  const int result = sqlite3_step(statement_);
  on_row_ = result == SQLITE_ROW;
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  const absl::Status error = SqliteError(result, database_, sql_);
  sqlite3_reset(statement_);  // A failed statement would keep its locks.
  return error;
}

absl::Status SqliteStatement::Reset() {
  // sqlite3_reset repeats the error that Step() has already returned.
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bound_.assign(bound_.size(), false);
  on_row_ = false;
  return std::exchange(fault_, absl::OkStatus());
}

bool SqliteStatement::CheckColumn(int column, int type) {
  if (!on_row_ || column < 0 || column >= sqlite3_column_count(statement_)) {
    NoteFault(absl::StatusCode::kInternal,
              absl::StrCat("there is no column ", column, " to read"));
    return false;
  }
  const int actual = sqlite3_column_type(statement_, column);
  if (actual == type || (type == SQLITE_FLOAT && actual == SQLITE_INTEGER))
    return true;
  NoteFault(absl::StatusCode::kInternal,
            absl::StrCat("column ", column, " (",
                         sqlite3_column_name(statement_, column),
                         ") holds SQLite type ", actual, ", not ", type));
  return false;
}

bool SqliteStatement::IsNull(int column) {
  return on_row_ && sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

int64_t SqliteStatement::Int64(int column) {
  return CheckColumn(column, SQLITE_INTEGER)
             ? sqlite3_column_int64(statement_, column)
             : 0;
}

double SqliteStatement::Double(int column) {
  return CheckColumn(column, SQLITE_FLOAT)
             ? sqlite3_column_double(statement_, column)
             : 0;
}

absl::string_view SqliteStatement::Text(int column) {
  if (!CheckColumn(column, SQLITE_TEXT)) return {};
  const unsigned char* text = sqlite3_column_text(statement_, column);
  return {reinterpret_cast<const char*>(text),
          static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

absl::string_view SqliteStatement::Blob(int column) {
  if (!CheckColumn(column, SQLITE_BLOB)) return {};
  const void* bytes = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(bytes),
          static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

int64_t SqliteStatement::ChangedRows() const {
  return sqlite3_changes64(database_);
}

}  // namespace plumbline::storage
