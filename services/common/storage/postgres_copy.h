#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_COPY_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_COPY_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"

namespace plumbline::storage {

class PostgresSession;

// Rows by COPY ... FROM STDIN in its text form; made by
// PostgresConnection::InsertInBulk. COPY cannot skip rows whose keys are taken:
// then the rows go to a temporary table first, and from there by INSERT.
class PostgresCopy : public BulkInsert {
 public:
  static absl::StatusOr<std::unique_ptr<BulkInsert>> Start(
      PostgresSession* session, absl::string_view table,
      absl::string_view columns, IfTaken if_taken);
  ~PostgresCopy() override;
  PostgresCopy(const PostgresCopy&) = delete;
  PostgresCopy& operator=(const PostgresCopy&) = delete;

  void Text(absl::string_view value) override;
  void Blob(absl::string_view bytes) override;
  void Int64(int64_t value) override;
  void Null() override;
  absl::Status EndRow() override;
  absl::Status Finish() override;

 private:
  PostgresCopy(PostgresSession* session, absl::string_view sql,
               absl::string_view after)
      : session_(session), sql_(sql), after_(after) {}
  void Separate();

  PostgresSession* const session_;
  const std::string sql_;
  const std::string after_;  // Run when all rows are there; may be empty.
  std::string lines_;        // Not sent yet.
  bool in_row_ = false;
  bool ended_ = false;
  absl::Status fault_;
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_POSTGRES_COPY_H_
