#include "services/common/storage/prepared_insert.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"

namespace plumbline::storage {

absl::StatusOr<std::unique_ptr<BulkInsert>> PreparedInsert::Start(
    Connection& connection, absl::string_view table, absl::string_view columns,
    IfTaken if_taken) {
  std::string sql =
      absl::StrCat("INSERT INTO ", table, " (", columns, ") VALUES ($1");
  const auto more = std::count(columns.begin(), columns.end(), ',');
  for (int number = 2; number <= more + 1; ++number) {
    absl::StrAppend(&sql, ", $", number);
  }
  absl::StrAppend(
      &sql, if_taken == IfTaken::kSkip ? ") ON CONFLICT DO NOTHING" : ")");
  PLUMBLINE_ASSIGN_OR_RETURN(auto insert, connection.Prepare(sql));
  return std::unique_ptr<BulkInsert>(new PreparedInsert(std::move(insert)));
}

void PreparedInsert::Text(absl::string_view value) {
  insert_->BindText(++bound_, value);
}

void PreparedInsert::Blob(absl::string_view bytes) {
  insert_->BindBlob(++bound_, bytes);
}

void PreparedInsert::Int64(int64_t value) {
  insert_->BindInt64(++bound_, value);
}

void PreparedInsert::Null() { insert_->BindNull(++bound_); }

absl::Status PreparedInsert::EndRow() {
  bound_ = 0;
  return insert_->Run();
}

}  // namespace plumbline::storage
