#include "services/common/storage/sqlite_error.h"

#include <sqlite3.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::storage {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(SqliteErrorTest, CodesTellTheCallerWhatToDo) {
  EXPECT_EQ(CodeOfSqlite(SQLITE_CONSTRAINT_UNIQUE),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(CodeOfSqlite(SQLITE_CONSTRAINT_PRIMARYKEY),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(CodeOfSqlite(SQLITE_CONSTRAINT_NOTNULL),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(CodeOfSqlite(SQLITE_BUSY_SNAPSHOT), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfSqlite(SQLITE_LOCKED), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfSqlite(SQLITE_FULL), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(CodeOfSqlite(SQLITE_CORRUPT), absl::StatusCode::kDataLoss);
  EXPECT_EQ(CodeOfSqlite(SQLITE_READONLY), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(CodeOfSqlite(SQLITE_IOERR_FSYNC), absl::StatusCode::kInternal);
}

TEST(SqliteErrorTest, LongStatementIsCut) {
  const absl::Status error =
      SqliteError(SQLITE_FULL, nullptr, "INSERT " + std::string(10'000, 'x'));
  EXPECT_LT(error.message().size(), 400u);
  EXPECT_THAT(std::string(error.message()), EndsWith("...)"));
  EXPECT_THAT(std::string(error.message()),
              HasSubstr("database or disk is full"));
}

}  // namespace
}  // namespace plumbline::storage
