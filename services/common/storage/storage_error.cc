#include "services/common/storage/storage_error.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::storage {
namespace {

// Long enough to recognise a statement, short enough for a log line.
constexpr size_t kMaxStatementBytes = 240;

std::string OnOneLine(absl::string_view sql) {
  std::string line(sql.substr(0, kMaxStatementBytes));
  absl::RemoveExtraAsciiWhitespace(&line);
  if (sql.size() > kMaxStatementBytes) absl::StrAppend(&line, " ...");
  return line;
}

}  // namespace

absl::Status StorageError(absl::StatusCode code, absl::string_view message,
                          absl::string_view sql) {
  const std::string statement = OnOneLine(sql);
  return base::Error(
      code, base::reason::kStorageFailed,
      absl::StrCat("storage: ", message, " (in: ", statement, ")"),
      {{"statement", statement}});
}

}  // namespace plumbline::storage
