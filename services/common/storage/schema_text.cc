#include "services/common/storage/schema_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace plumbline::storage {
namespace {

bool IsWordPart(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// The length of the text in quotes that `sql` begins with.
size_t QuotedLength(absl::string_view sql) {
  const size_t end = sql.find(sql.front(), 1);
  return end == absl::string_view::npos ? sql.size() : end + 1;
}

size_t WordLength(absl::string_view sql) {
  size_t length = 0;
  while (length < sql.size() && IsWordPart(sql[length])) ++length;
  return length;
}

absl::string_view WordFor(absl::string_view word) {
  if (word == "INTEGER") return "BIGINT";
  if (word == "BLOB") return "BYTEA";
  if (word == "REAL") return "DOUBLE PRECISION";
  if (word == "TEXT") return "TEXT COLLATE \"C\"";
  return word;
}

}  // namespace

std::string PostgresSchema(absl::string_view sql) {
  std::string schema;
  while (!sql.empty()) {
    if (absl::ConsumePrefix(&sql, " STRICT, WITHOUT ROWID") ||
        absl::ConsumePrefix(&sql, " STRICT") ||
        absl::ConsumePrefix(&sql, " WITHOUT ROWID")) {
      continue;
    }
    if (absl::ConsumePrefix(&sql, " x''")) {
      schema += " ''";
      continue;
    }
    const bool quoted = sql.front() == '\'' || sql.front() == '"';
    const size_t word = WordLength(sql);
    const size_t length = quoted ? QuotedLength(sql) : word > 0 ? word : 1;
    const absl::string_view part = sql.substr(0, length);
    absl::StrAppend(&schema, word > 0 ? WordFor(part) : part);
    sql.remove_prefix(length);
  }
  return schema;
}

}  // namespace plumbline::storage
