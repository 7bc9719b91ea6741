#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_PREPARED_INSERT_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_PREPARED_INSERT_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"

namespace plumbline::storage {

// Rows by one INSERT that is run again and again: for databases in the process.
class PreparedInsert : public BulkInsert {
 public:
  static absl::StatusOr<std::unique_ptr<BulkInsert>> Start(
      Connection& connection, absl::string_view table,
      absl::string_view columns, IfTaken if_taken);

  void Text(absl::string_view value) override;
  void Blob(absl::string_view bytes) override;
  void Int64(int64_t value) override;
  void Null() override;
  absl::Status EndRow() override;
  absl::Status Finish() override { return absl::OkStatus(); }

 private:
  explicit PreparedInsert(std::unique_ptr<Statement> insert)
      : insert_(std::move(insert)) {}

  const std::unique_ptr<Statement> insert_;
  int bound_ = 0;
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_PREPARED_INSERT_H_
