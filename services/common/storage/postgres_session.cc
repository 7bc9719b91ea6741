#include "services/common/storage/postgres_session.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_error.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

// The statements of a program are a few dozen; more than this are composed.
constexpr size_t kMaxPlans = 256;

// Time that no clock setting moves.
absl::Time SteadyNow() {
  return absl::UnixEpoch() +
         absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

// An empty statement compiles on PostgreSQL.
bool IsBlankSql(absl::string_view sql) {
  while (true) {
    sql = absl::StripLeadingAsciiWhitespace(sql);
    if (sql.empty()) return true;
    if (absl::StartsWith(sql, "--")) {
      const size_t end = sql.find('\n');
      if (end == absl::string_view::npos) return true;
      sql.remove_prefix(end);
    } else if (sql.front() == ';') {
      sql.remove_prefix(1);
    } else {
      return false;
    }
  }
}

bool IsError(const pg_result* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

void IgnoreNotice(void*, const PGresult*) {}

bool IsSchemaName(absl::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
  });
}

}  // namespace

void ClearResult::operator()(pg_result* result) const { PQclear(result); }

absl::StatusOr<std::unique_ptr<PostgresSession>> PostgresSession::Open(
    absl::string_view address, const PostgresOptions& options) {
  if (!IsSchemaName(options.schema)) {
    return StorageError(absl::StatusCode::kInvalidArgument,
                        "a schema's name has letters, digits and underscores",
                        options.schema);
  }
  std::unique_ptr<PostgresSession> session(
      new PostgresSession(address, options));
  PLUMBLINE_RETURN_IF_ERROR(session->Connect());
  PLUMBLINE_RETURN_IF_ERROR(session->EnsureSchema());
  return session;
}

PostgresSession::~PostgresSession() { PQfinish(connection_); }

absl::Status PostgresSession::Connect() {
  if (SteadyNow() < next_try_) return last_failure_;
  if (reader_ != nullptr) reader_->TakeIn();
  ForgetPlans();
  const absl::Status connected = ConnectOnce();
  if (connected.ok()) {
    retry_delay_ = absl::ZeroDuration();
    return connected;
  }
  last_failure_ = base::Annotate(
      connected, absl::StrCat("opening ", PublicAddress(address_)));
  retry_delay_ =
      std::clamp(2 * retry_delay_, options_.first_retry, options_.last_retry);
  // Connections that were lost together do not come back together.
  const auto spread = (reinterpret_cast<uintptr_t>(this) >> 6) % 256;
  next_try_ =
      SteadyNow() + retry_delay_ * (1.0 + static_cast<double>(spread) / 1024);
  return last_failure_;
}

absl::Status PostgresSession::ConnectOnce() {
  PQfinish(connection_);
  given_up_ = false;
  ++generation_;
  const std::string timeout =
      absl::StrCat(absl::ToInt64Seconds(options_.connect_timeout));
  // What the address says wins over what stands before it.
  const char* keywords[] = {"fallback_application_name",
                            "connect_timeout",
                            "keepalives_idle",
                            "keepalives_interval",
                            "keepalives_count",
                            "tcp_user_timeout",
                            "dbname",
                            "client_encoding",
                            nullptr};
  const char* values[] = {options_.application.c_str(),
                          timeout.c_str(),
                          "30",
                          "10",
                          "3",
                          "30000",
                          address_.c_str(),
                          "UTF8",
                          nullptr};
  connection_ = PQconnectdbParams(keywords, values, 1);
  if (PQstatus(connection_) != CONNECTION_OK) {
    // The message of an address that cannot be read repeats it.
    PQconninfoOption* parsed = PQconninfoParse(address_.c_str(), nullptr);
    const bool readable = parsed != nullptr;
    PQconninfoFree(parsed);
    std::string message =
        readable ? PQerrorMessage(connection_)
                 : "the address is not postgresql://user@host:port/database";
    absl::RemoveExtraAsciiWhitespace(&message);
    const bool refused = absl::StrContains(message, "authentication failed") ||
                         absl::StrContains(message, "no password supplied") ||
                         absl::StrContains(message, "pg_hba.conf");
    return StorageError(!readable ? absl::StatusCode::kInvalidArgument
                        : refused ? absl::StatusCode::kPermissionDenied
                                  : absl::StatusCode::kUnavailable,
                        message, "connecting");
  }
  PQsetNoticeReceiver(connection_, IgnoreNotice, nullptr);
  PQsetnonblocking(connection_, 1);
  return Configure();
}

absl::Status PostgresSession::Configure() {
  // A database in another encoding would refuse letters that the sources use.
  const char* encoding = PQparameterStatus(connection_, "server_encoding");
  if (encoding == nullptr || absl::string_view(encoding) != "UTF8") {
    return StorageError(absl::StatusCode::kFailedPrecondition,
                        "the database's encoding is not UTF8: create it with "
                        "ENCODING 'UTF8'",
                        "connecting");
  }
  const auto milliseconds = [](absl::Duration duration) {
    return absl::ToInt64Milliseconds(duration);
  };
  return Execute(absl::StrCat(
      "SET client_min_messages = warning; SET statement_timeout = ",
      milliseconds(options_.statement_timeout),
      "; SET lock_timeout = ", milliseconds(options_.lock_timeout),
      "; SET idle_in_transaction_session_timeout = ",
      milliseconds(2 * options_.statement_timeout),
      options_.schema.empty()
          ? ""
          : absl::StrCat("; SET search_path = ", options_.schema)));
}

absl::Status PostgresSession::EnsureSchema() {
  if (options_.schema.empty()) return absl::OkStatus();
  PLUMBLINE_ASSIGN_OR_RETURN(
      const PostgresResult found,
      Query(absl::StrCat("SELECT 1 FROM pg_namespace WHERE nspname = '",
                         absl::AsciiStrToLower(options_.schema), "'")));
  if (PQntuples(found.get()) == 1) return absl::OkStatus();
  const absl::Status made =
      Execute(absl::StrCat("CREATE SCHEMA ", options_.schema));
  // Two that start at once: 42P06 or 23505.
  const bool meanwhile = absl::IsAlreadyExists(made) ||
                         absl::StrContains(made.message(), "[42P06]");
  return meanwhile ? absl::OkStatus() : made;
}

bool PostgresSession::IsLost() const {
  return given_up_ || PQstatus(connection_) != CONNECTION_OK;
}

absl::Status PostgresSession::LostError(absl::string_view sql) const {
  return StorageError(absl::StatusCode::kUnavailable,
                      "the connection to the server was lost, and what was "
                      "not committed with it: try again",
                      sql);
}

absl::Status PostgresSession::Prepare(absl::string_view sql) {
  if (reader_ != nullptr) reader_->TakeIn();
  // An idle server has nothing to say but that it goes, and then the end.
  while (!IsLost() && IsIdle() && WaitFor(false, SteadyNow())) {
    PQconsumeInput(connection_);
  }
  if (!IsLost()) return absl::OkStatus();
  if (in_transaction_) return LostError(sql);
  return Connect();
}

absl::StatusOr<std::shared_ptr<const PostgresPlan>> PostgresSession::PlanOf(
    absl::string_view sql) {
  PLUMBLINE_RETURN_IF_ERROR(Prepare(sql));
  const std::string text(sql);
  const auto known = plans_.find(text);
  if (known != plans_.end()) return known->second;
  if (IsBlankSql(sql)) {
    return StorageError(absl::StatusCode::kInvalidArgument,
                        "there is no statement", sql);
  }
  auto plan = std::make_shared<PostgresPlan>();
  plan->name = absl::StrCat("p", ++plans_made_);
  plan->generation = generation_;
  PQsendPrepare(connection_, plan->name.c_str(), text.c_str(), 0, nullptr);
  PLUMBLINE_RETURN_IF_ERROR(Finish(sql));
  PQsendDescribePrepared(connection_, plan->name.c_str());
  PLUMBLINE_ASSIGN_OR_RETURN(const PostgresResult described, Next(sql));
  const absl::Status rest = Finish(sql);
  if (described == nullptr || IsError(described.get())) {
    return described == nullptr ? LostError(sql)
                                : PostgresError(described.get(), sql);
  }
  PLUMBLINE_RETURN_IF_ERROR(rest);
  for (int i = 0; i < PQnparams(described.get()); ++i) {
    plan->parameters.push_back(PQparamtype(described.get(), i));
  }
  if (plans_.size() >= kMaxPlans) ForgetPlans();
  plans_.emplace(text, plan);
  return std::shared_ptr<const PostgresPlan>(std::move(plan));
}

void PostgresSession::ForgetPlans() {
  // Those that a statement still uses go when the connection ends.
  std::string unused;
  for (const auto& [sql, plan] : plans_) {
    if (plan.use_count() > 1) continue;
    absl::StrAppend(&unused, "DEALLOCATE ", plan->name, ";");
  }
  plans_.clear();
  if (connection_ == nullptr || IsLost() || unused.empty()) return;
  // In a failed transaction this fails as well, and costs the server a little
  // memory.
  Execute(unused).IgnoreError();
}

absl::Status PostgresSession::Start(const PostgresPlan& plan,
                                    const PostgresParameters& parameters,
                                    RowReader* reader, absl::string_view sql) {
  const bool sent = PQsendQueryPrepared(
      connection_, plan.name.c_str(), static_cast<int>(plan.parameters.size()),
      parameters.values.data(), parameters.lengths.data(),
      parameters.formats.data(), 1);
  if (!sent) {
    return StorageError(absl::StatusCode::kUnavailable,
                        absl::StripAsciiWhitespace(PQerrorMessage(connection_)),
                        sql);
  }
  PQsetSingleRowMode(connection_);
  reader_ = reader;
  return Flush(sql);
}

absl::Time PostgresSession::Deadline() const {
  return options_.statement_timeout > absl::ZeroDuration()
             ? SteadyNow() + options_.statement_timeout + options_.grace
             : absl::InfiniteFuture();
}

bool PostgresSession::WaitFor(bool writing, absl::Time deadline) {
  pollfd socket = {PQsocket(connection_),
                   static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0};
  if (socket.fd < 0) return false;
  const absl::Duration left =
      std::clamp(deadline - SteadyNow(), absl::ZeroDuration(),
                 absl::Duration(absl::Hours(1)));
  return poll(&socket, 1, static_cast<int>(absl::ToInt64Milliseconds(left))) >
         0;
}

absl::Status PostgresSession::GiveUp(absl::string_view sql) {
  given_up_ = true;
  reader_ = nullptr;
  return StorageError(absl::StatusCode::kUnavailable,
                      "the server did not answer in time", sql);
}

absl::Status PostgresSession::Flush(absl::string_view sql) {
  if (given_up_) return LostError(sql);
  const absl::Time deadline = Deadline();
  while (PQflush(connection_) == 1) {
    if (!WaitFor(true, deadline)) return GiveUp(sql);
    if (PQconsumeInput(connection_) == 0) break;  // Next() says what happened.
  }
  return absl::OkStatus();
}

absl::StatusOr<PostgresResult> PostgresSession::Next(absl::string_view sql) {
  PLUMBLINE_RETURN_IF_ERROR(Flush(sql));
  const absl::Time deadline = Deadline();
  while (PQisBusy(connection_) == 1) {
    if (!WaitFor(false, deadline)) return GiveUp(sql);
    if (PQconsumeInput(connection_) == 0) break;
  }
  return PostgresResult(PQgetResult(connection_));
}

absl::Status PostgresSession::Finish(absl::string_view sql) {
  absl::Status first;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const PostgresResult result, Next(sql));
    if (result == nullptr) break;
    NoteChanged(result.get());
    if (IsError(result.get()) && first.ok()) {
      first = PostgresError(result.get(), sql);
    }
    // Nobody sends or takes these rows.
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
      given_up_ = true;
      return StorageError(absl::StatusCode::kInvalidArgument,
                          "COPY goes by InsertInBulk", sql);
    }
  }
  if (first.ok() && IsLost()) return LostError(sql);
  return first;
}

absl::Status PostgresSession::Execute(absl::string_view sql) {
  if (reader_ != nullptr) reader_->TakeIn();
  if (PQsendQuery(connection_, std::string(sql).c_str()) == 0) {
    return StorageError(absl::StatusCode::kUnavailable,
                        absl::StripAsciiWhitespace(PQerrorMessage(connection_)),
                        sql);
  }
  return Finish(sql);
}

absl::StatusOr<PostgresResult> PostgresSession::Query(absl::string_view sql) {
  if (PQsendQuery(connection_, std::string(sql).c_str()) == 0) {
    return LostError(sql);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(PostgresResult first, Next(sql));
  PLUMBLINE_RETURN_IF_ERROR(Finish(sql));
  if (first == nullptr) return LostError(sql);
  if (IsError(first.get())) return PostgresError(first.get(), sql);
  return first;
}

absl::Status PostgresSession::StartCopy(absl::string_view sql) {
  PLUMBLINE_RETURN_IF_ERROR(Prepare(sql));
  if (PQsendQuery(connection_, std::string(sql).c_str()) == 0) {
    return LostError(sql);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const PostgresResult result, Next(sql));
  if (result == nullptr) return LostError(sql);
  if (PQresultStatus(result.get()) == PGRES_COPY_IN) return absl::OkStatus();
  Finish(sql).IgnoreError();
  return PostgresError(result.get(), sql);
}

absl::Status PostgresSession::SendCopy(absl::string_view bytes,
                                       absl::string_view sql) {
  while (true) {
    const int sent = PQputCopyData(connection_, bytes.data(),
                                   static_cast<int>(bytes.size()));
    if (sent == 1) return Flush(sql);
    if (sent < 0) {
      const absl::Status ended = Finish(sql);
      return ended.ok() ? LostError(sql) : ended;
    }
    if (!WaitFor(true, Deadline())) return GiveUp(sql);
  }
}

absl::Status PostgresSession::EndCopy(const char* message,
                                      absl::string_view sql) {
  while (true) {
    const int ended = PQputCopyEnd(connection_, message);
    if (ended != 0) return Finish(sql);
    if (!WaitFor(true, Deadline())) return GiveUp(sql);
  }
}

void PostgresSession::Forget(const RowReader* reader) {
  if (reader_ == reader) reader_ = nullptr;
}

bool PostgresSession::InFailedTransaction() const {
  return PQtransactionStatus(connection_) == PQTRANS_INERROR;
}

bool PostgresSession::IsIdle() const {
  return PQtransactionStatus(connection_) == PQTRANS_IDLE;
}

void PostgresSession::NoteChanged(const pg_result* result) {
  // Empty for statements that change nothing; a SELECT counts its rows there.
  const absl::string_view tag =
      PQcmdStatus(const_cast<pg_result*>(result));  // It does not change it.
  const bool changes = absl::StartsWith(tag, "INSERT") ||
                       absl::StartsWith(tag, "UPDATE") ||
                       absl::StartsWith(tag, "DELETE");
  if (!changes) return;
  changed_rows_ =
      std::strtoll(PQcmdTuples(const_cast<pg_result*>(result)), nullptr, 10);
}

}  // namespace plumbline::storage
