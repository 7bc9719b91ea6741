#include "services/common/storage/postgres_copy.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_session.h"
#include "services/common/storage/storage_error.h"

namespace plumbline::storage {
namespace {

// Sent in pieces of about this size.
constexpr size_t kPieceBytes = size_t{1} << 16;
constexpr absl::string_view kStaging = "rows_to_add";

}  // namespace

absl::StatusOr<std::unique_ptr<BulkInsert>> PostgresCopy::Start(
    PostgresSession* session, absl::string_view table,
    absl::string_view columns, IfTaken if_taken) {
  const bool skips = if_taken == IfTaken::kSkip;
  std::string after;
  if (skips) {
    PLUMBLINE_RETURN_IF_ERROR(session->Prepare("COPY"));
    PLUMBLINE_RETURN_IF_ERROR(session->Execute(
        absl::StrCat("CREATE TEMPORARY TABLE ", kStaging, " AS SELECT ",
                     columns, " FROM ", table, " WHERE FALSE")));
    after = absl::StrCat("INSERT INTO ", table, " (", columns, ") SELECT ",
                         columns, " FROM ", kStaging,
                         " ON CONFLICT DO NOTHING; DROP TABLE ", kStaging);
  }
  const std::string sql = absl::StrCat("COPY ", skips ? kStaging : table, " (",
                                       columns, ") FROM STDIN");
  PLUMBLINE_RETURN_IF_ERROR(session->StartCopy(sql));
  return std::unique_ptr<BulkInsert>(new PostgresCopy(session, sql, after));
}

PostgresCopy::~PostgresCopy() {
  if (!ended_) session_->EndCopy("not finished", sql_).IgnoreError();
}

void PostgresCopy::Separate() {
  if (in_row_) lines_.push_back('\t');
  in_row_ = true;
}

void PostgresCopy::Text(absl::string_view value) {
  Separate();
  for (const char c : value) {
    switch (c) {
      case '\\':
        lines_ += "\\\\";
        break;
      case '\t':
        lines_ += "\\t";
        break;
      case '\n':
        lines_ += "\\n";
        break;
      case '\r':
        lines_ += "\\r";
        break;
      case '\0':
        fault_ = StorageError(absl::StatusCode::kInvalidArgument,
                              "a text contains a NUL", sql_);
        break;
      default:
        lines_.push_back(c);
    }
  }
}

void PostgresCopy::Blob(absl::string_view bytes) {
  Separate();
  absl::StrAppend(&lines_, "\\\\x", absl::BytesToHexString(bytes));
}

void PostgresCopy::Int64(int64_t value) {
  Separate();
  absl::StrAppend(&lines_, value);
}

void PostgresCopy::Null() {
  Separate();
  lines_ += "\\N";
}

absl::Status PostgresCopy::EndRow() {
  PLUMBLINE_RETURN_IF_ERROR(fault_);
  lines_.push_back('\n');
  in_row_ = false;
  if (lines_.size() < kPieceBytes) return absl::OkStatus();
  fault_ = session_->SendCopy(lines_, sql_);
  lines_.clear();
  if (!fault_.ok()) ended_ = true;
  return fault_;
}

absl::Status PostgresCopy::Finish() {
  PLUMBLINE_RETURN_IF_ERROR(fault_);
  PLUMBLINE_RETURN_IF_ERROR(session_->SendCopy(lines_, sql_));
  ended_ = true;
  PLUMBLINE_RETURN_IF_ERROR(session_->EndCopy(nullptr, sql_));
  return after_.empty() ? absl::OkStatus() : session_->Execute(after_);
}

}  // namespace plumbline::storage
