#include "services/common/storage/postgres_error.h"

#include <libpq-fe.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

struct CodeOfClass {
  absl::string_view prefix;
  absl::StatusCode code;
};

// The first that fits; classes are the first two characters (PostgreSQL 15,
// appendix A).
constexpr CodeOfClass kCodes[] = {
    {"23505", absl::StatusCode::kAlreadyExists},
    {"23", absl::StatusCode::kFailedPrecondition},
    {"53100", absl::StatusCode::kResourceExhausted},  // The disk is full.
    {"53200", absl::StatusCode::kResourceExhausted},
    {"53300", absl::StatusCode::kUnavailable},  // Too many connections.
    {"53", absl::StatusCode::kResourceExhausted},
    {"40", absl::StatusCode::kUnavailable},     // Serialization and deadlocks.
    {"55P03", absl::StatusCode::kUnavailable},  // lock_timeout.
    {"55", absl::StatusCode::kFailedPrecondition},
    {"57", absl::StatusCode::kUnavailable},  // Shutdown, statement_timeout.
    {"08", absl::StatusCode::kUnavailable},
    {"25P03", absl::StatusCode::kUnavailable},  // Idle in a transaction.
    {"25", absl::StatusCode::kFailedPrecondition},
    {"42501", absl::StatusCode::kPermissionDenied},
    {"28", absl::StatusCode::kPermissionDenied},
    {"42", absl::StatusCode::kInvalidArgument},
    {"22", absl::StatusCode::kInvalidArgument},
    {"54", absl::StatusCode::kInvalidArgument},
    {"0A", absl::StatusCode::kInvalidArgument},
    {"3D", absl::StatusCode::kFailedPrecondition},  // No such database.
    {"3F", absl::StatusCode::kFailedPrecondition},
    {"P0001", absl::StatusCode::kFailedPrecondition},  // A trigger's objection.
    {"XX001", absl::StatusCode::kDataLoss},
    {"XX002", absl::StatusCode::kDataLoss},
};

absl::string_view Field(const pg_result* result, int field) {
  const char* value = PQresultErrorField(result, field);
  return value == nullptr ? absl::string_view() : absl::string_view(value);
}

}  // namespace

absl::StatusCode CodeOfSqlState(absl::string_view state) {
  if (state.empty()) return absl::StatusCode::kUnavailable;
  for (const CodeOfClass& known : kCodes) {
    if (absl::StartsWith(state, known.prefix)) return known.code;
  }
  return absl::StatusCode::kInternal;
}

absl::Status PostgresError(const pg_result* result, absl::string_view sql) {
  const absl::string_view state = Field(result, PG_DIAG_SQLSTATE);
  const absl::string_view primary = Field(result, PG_DIAG_MESSAGE_PRIMARY);
  const absl::string_view detail = Field(result, PG_DIAG_MESSAGE_DETAIL);
  std::string message(
      primary.empty() ? absl::StripAsciiWhitespace(PQresultErrorMessage(result))
                      : primary);
  if (!detail.empty()) absl::StrAppend(&message, ": ", detail);
  if (!state.empty()) absl::StrAppend(&message, " [", state, "]");
  return StorageError(CodeOfSqlState(state), message, sql);
}

}  // namespace plumbline::storage
