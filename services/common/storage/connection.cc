#include "services/common/storage/connection.h"

#include <utility>

#include "services/common/base/status_macros.h"

namespace plumbline::storage {

absl::Status Statement::Run() {
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool row, Step());
    if (!row) return Reset();
  }
}

absl::StatusOr<Transaction> Connection::Begin(Access access) {
  PLUMBLINE_RETURN_IF_ERROR(DoBegin(access));
  return Transaction(this);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ != nullptr) connection_->DoRollback();
}

absl::Status Transaction::Commit() {
  PLUMBLINE_RETURN_IF_ERROR(connection_->DoCommit());
  connection_ = nullptr;
  return absl::OkStatus();
}

}  // namespace plumbline::storage
