#include "services/common/storage/postgres_statement.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_error.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

// Type numbers of pg_type, which never change.
constexpr unsigned kBool = 16;
constexpr unsigned kBytea = 17;
constexpr unsigned kName = 19;
constexpr unsigned kInt8 = 20;
constexpr unsigned kInt2 = 21;
constexpr unsigned kInt4 = 23;
constexpr unsigned kText = 25;
constexpr unsigned kFloat4 = 700;
constexpr unsigned kFloat8 = 701;
constexpr unsigned kBpchar = 1042;
constexpr unsigned kVarchar = 1043;

bool IsText(unsigned type) {
  return type == kText || type == kVarchar || type == kBpchar || type == kName;
}
bool IsInteger(unsigned type) {
  return type == kInt8 || type == kInt4 || type == kInt2 || type == kBool;
}
bool IsFloat(unsigned type) { return type == kFloat8 || type == kFloat4; }

// An integer as PostgreSQL sends it: most significant byte first.
uint64_t BigEndian(absl::string_view bytes) {
  uint64_t value = 0;
  for (const char byte : bytes) {
    value = (value << 8) | static_cast<uint8_t>(byte);
  }
  return value;
}

int64_t IntegerOf(absl::string_view bytes) {
  const uint64_t value = BigEndian(bytes);
  switch (bytes.size()) {
    case 2:
      return static_cast<int16_t>(value);
    case 4:
      return static_cast<int32_t>(value);
    default:
      return static_cast<int64_t>(value);
  }
}

double FloatOf(absl::string_view bytes) {
  const uint64_t bits = BigEndian(bytes);
  if (bytes.size() == sizeof(float)) {
    const auto half = static_cast<uint32_t>(bits);
    float value = 0;
    std::memcpy(&value, &half, sizeof(value));
    return static_cast<double>(value);
  }
  double value = 0;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Statement>> PostgresStatement::Prepare(
    PostgresSession* session, absl::string_view sql) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto plan, session->PlanOf(sql));
  return std::unique_ptr<Statement>(
      new PostgresStatement(session, std::move(plan), sql));
}

PostgresStatement::~PostgresStatement() { Reset().IgnoreError(); }

void PostgresStatement::NoteFault(absl::StatusCode code,
                                  absl::string_view message) {
  if (fault_.ok()) fault_ = StorageError(code, message, sql_);
}

PostgresStatement::Parameter* PostgresStatement::PlaceOf(
    int number, std::optional<Kind> kind) {
  if (number < 1 || static_cast<size_t>(number) > parameters_.size()) {
    NoteFault(absl::StatusCode::kInvalidArgument,
              absl::StrCat("there is no parameter $", number));
    return nullptr;
  }
  const auto index = static_cast<size_t>(number) - 1;
  const unsigned type = plan_->parameters[index];
  // Any type reads a number's digits but these.
  const bool is_number = !IsText(type) && type != kBytea;
  const bool fits =
      !kind || (*kind == Kind::kText
                    ? !IsInteger(type) && !IsFloat(type) && type != kBytea
                : *kind == Kind::kBlob ? type == kBytea
                                       : is_number);
  if (!fits) {
    NoteFault(absl::StatusCode::kInvalidArgument,
              absl::StrCat("$", number, " is of PostgreSQL type ", type,
                           ", and a value of another kind was set: CAST it in "
                           "the statement"));
    return nullptr;
  }
  Parameter& parameter = parameters_[index];
  parameter = {};
  parameter.is_set = true;
  return &parameter;
}

void PostgresStatement::BindText(int number, absl::string_view value) {
  Parameter* place = PlaceOf(number, Kind::kText);
  if (place == nullptr) return;
  if (value.find('\0') != absl::string_view::npos) {
    NoteFault(absl::StatusCode::kInvalidArgument,
              absl::StrCat("the text for $", number, " contains a NUL"));
    return;
  }
  place->value = std::string(value);
}

void PostgresStatement::BindBlob(int number, absl::string_view bytes) {
  Parameter* place = PlaceOf(number, Kind::kBlob);
  if (place == nullptr) return;
  place->value = std::string(bytes);
  place->is_binary = true;
}

void PostgresStatement::BindInt64(int number, int64_t value) {
  Parameter* place = PlaceOf(number, Kind::kInteger);
  if (place != nullptr) place->value = absl::StrCat(value);
}

void PostgresStatement::BindDouble(int number, double value) {
  Parameter* place = PlaceOf(number, Kind::kFloat);
  if (place == nullptr) return;
  if (value != value) {
    NoteFault(absl::StatusCode::kInvalidArgument,
              absl::StrCat("the number for $", number, " is not a number"));
    return;
  }
  place->value = absl::StrFormat("%.17g", value);
}

void PostgresStatement::BindNull(int number) {
  Parameter* place = PlaceOf(number, std::nullopt);
  if (place != nullptr) place->is_null = true;
}

absl::Status PostgresStatement::Start() {
  PostgresParameters sent;
  for (size_t i = 0; i < parameters_.size(); ++i) {
    const Parameter& parameter = parameters_[i];
    if (!parameter.is_set) {
      return StorageError(absl::StatusCode::kInvalidArgument,
                          absl::StrCat("parameter $", i + 1, " was not set"),
                          sql_);
    }
    sent.values.push_back(parameter.is_null ? nullptr
                                            : parameter.value.c_str());
    sent.lengths.push_back(static_cast<int>(parameter.value.size()));
    sent.formats.push_back(parameter.is_binary ? 1 : 0);
  }
  PLUMBLINE_RETURN_IF_ERROR(session_->Prepare(sql_));
  if (plan_->generation != session_->generation()) {
    PLUMBLINE_ASSIGN_OR_RETURN(plan_, session_->PlanOf(sql_));
  }
  PLUMBLINE_RETURN_IF_ERROR(session_->Start(*plan_, sent, this, sql_));
  running_ = true;
  return absl::OkStatus();
}

void PostgresStatement::TakeIn() {
  while (true) {
    auto result = session_->Next(sql_);
    if (!result.ok()) taken_error_ = result.status();
    if (!result.ok() || *result == nullptr) break;
    results_.push_back(*std::move(result));
  }
  taken_in_ = true;
  session_->Forget(this);
}

absl::StatusOr<PostgresResult> PostgresStatement::NextResult() {
  if (!taken_in_) return session_->Next(sql_);
  if (results_.empty()) {
    PLUMBLINE_RETURN_IF_ERROR(taken_error_);
    return PostgresResult();
  }
  PostgresResult result = std::move(results_.front());
  results_.pop_front();
  return result;
}

absl::Status PostgresStatement::Stop(absl::Status status) {
  if (running_ && !taken_in_) {
    // The rows that nobody wants are read one by one, so they take no memory.
    session_->Finish(sql_).IgnoreError();
    session_->Forget(this);
  }
  results_.clear();
  taken_error_ = absl::OkStatus();
  taken_in_ = false;
  running_ = false;
  return status;
}

absl::StatusOr<bool> PostgresStatement::Step() {
  PLUMBLINE_RETURN_IF_ERROR(fault_);
  row_.reset();
  if (done_) return false;
  if (!running_) PLUMBLINE_RETURN_IF_ERROR(Start());
  auto result = NextResult();
  if (!result.ok()) return Stop(result.status());
  if (*result == nullptr) {
    // A lost connection ends without a word.
    return Stop(StorageError(absl::StatusCode::kUnavailable,
                             "the server ended the connection", sql_));
  }
  switch (PQresultStatus(result->get())) {
    case PGRES_SINGLE_TUPLE:
      row_ = *std::move(result);
      return true;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
      session_->NoteChanged(result->get());
      done_ = true;
      PLUMBLINE_RETURN_IF_ERROR(Stop(absl::OkStatus()));
      return false;
    default:
      return Stop(PostgresError(result->get(), sql_));
  }
}

absl::Status PostgresStatement::Reset() {
  PLUMBLINE_RETURN_IF_ERROR(Stop(absl::OkStatus()));
  row_.reset();
  done_ = false;
  parameters_.assign(parameters_.size(), {});
  return std::exchange(fault_, absl::OkStatus());
}

absl::string_view PostgresStatement::Bytes(int column) const {
  return {PQgetvalue(row_.get(), 0, column),
          static_cast<size_t>(PQgetlength(row_.get(), 0, column))};
}

bool PostgresStatement::CheckColumn(int column, Kind kind) {
  if (row_ == nullptr || column < 0 || column >= PQnfields(row_.get())) {
    NoteFault(absl::StatusCode::kInternal,
              absl::StrCat("there is no column ", column, " to read"));
    return false;
  }
  const unsigned type = PQftype(row_.get(), column);
  const bool fits = kind == Kind::kText      ? IsText(type)
                    : kind == Kind::kBlob    ? type == kBytea
                    : kind == Kind::kInteger ? IsInteger(type)
                                             : IsFloat(type) || IsInteger(type);
  if (fits && PQgetisnull(row_.get(), 0, column) == 0) return true;
  NoteFault(absl::StatusCode::kInternal,
            absl::StrCat("column ", column, " (", PQfname(row_.get(), column),
                         ") holds ", fits ? "NULL" : "a value of another kind",
                         ", PostgreSQL type ", type));
  return false;
}

bool PostgresStatement::IsNull(int column) {
  return row_ != nullptr && PQgetisnull(row_.get(), 0, column) != 0;
}

int64_t PostgresStatement::Int64(int column) {
  return CheckColumn(column, Kind::kInteger) ? IntegerOf(Bytes(column)) : 0;
}

double PostgresStatement::Double(int column) {
  if (!CheckColumn(column, Kind::kFloat)) return 0;
  return IsFloat(PQftype(row_.get(), column))
             ? FloatOf(Bytes(column))
             : static_cast<double>(IntegerOf(Bytes(column)));
}

absl::string_view PostgresStatement::Text(int column) {
  return CheckColumn(column, Kind::kText) ? Bytes(column) : absl::string_view();
}

absl::string_view PostgresStatement::Blob(int column) {
  return CheckColumn(column, Kind::kBlob) ? Bytes(column) : absl::string_view();
}

}  // namespace plumbline::storage
