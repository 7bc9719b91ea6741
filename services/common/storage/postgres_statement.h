#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_STATEMENT_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_STATEMENT_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"
#include "services/common/storage/postgres_session.h"

namespace plumbline::storage {

// A prepared statement of PostgreSQL; made by PostgresConnection::Prepare.
class PostgresStatement : public Statement, private PostgresSession::RowReader {
 public:
  // Outlived by `session`.
  static absl::StatusOr<std::unique_ptr<Statement>> Prepare(
      PostgresSession* session, absl::string_view sql);
  ~PostgresStatement() override;
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

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
  int64_t ChangedRows() const override { return session_->changed_rows(); }

 private:
  enum class Kind { kText, kBlob, kInteger, kFloat };
  struct Parameter {
    bool is_set = false;
    bool is_null = false;
    bool is_binary = false;
    std::string value;
  };

  PostgresStatement(PostgresSession* session,
                    std::shared_ptr<const PostgresPlan> plan,
                    absl::string_view sql)
      : session_(session), plan_(std::move(plan)), sql_(sql) {
    parameters_.resize(plan_->parameters.size());
  }
  void TakeIn() override;
  absl::Status Start();
  absl::StatusOr<PostgresResult> NextResult();
  absl::Status Stop(absl::Status status);
  // The place for `$number`; null, with the fault noted, when there is none or
  // it is of another kind.
  Parameter* PlaceOf(int number, std::optional<Kind> kind);
  void NoteFault(absl::StatusCode code, absl::string_view message);
  bool CheckColumn(int column, Kind kind);
  absl::string_view Bytes(int column) const;

  PostgresSession* const session_;
  std::shared_ptr<const PostgresPlan> plan_;
  const std::string sql_;
  std::vector<Parameter> parameters_;
  bool running_ = false;  // Results may still come.
  bool done_ = false;
  // What was taken in because something else came in between.
  bool taken_in_ = false;
  std::deque<PostgresResult> results_;
  absl::Status taken_error_;
  PostgresResult row_;
  absl::Status fault_;  // The first misuse since Reset().
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_STATEMENT_H_
