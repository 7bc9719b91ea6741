#include "services/common/storage/sqlite_connection.h"

#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::storage {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::plumbline::testing::TempDir;
using ::testing::AllOf;
using ::testing::HasSubstr;

class SqliteConnectionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(connection_, Open());
    ASSERT_OK(connection_->Execute(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT) STRICT"));
  }

  absl::StatusOr<std::unique_ptr<Connection>> Open(
      const SqliteOptions& options = {}) {
    return SqliteConnection::Open(path_, options);
  }

  absl::Status Insert(int64_t id, absl::string_view body) {
    auto statement =
        connection_->Prepare("INSERT INTO note (id, body) VALUES ($1, $2)");
    if (!statement.ok()) return statement.status();
    (*statement)->Bind(id, body);
    return (*statement)->Run();
  }

  int64_t CountOf(Connection& connection) {
    const auto statement = connection.Prepare("SELECT COUNT(*) FROM note");
    EXPECT_OK(statement);
    EXPECT_OK((*statement)->Step());
    return (*statement)->Int64(0);
  }

  TempDir directory_;
  const std::string path_ = (directory_.path() / "state.db").string();
  std::unique_ptr<Connection> connection_;
};

TEST_F(SqliteConnectionTest, ParametersAreBoundByNumberNotByPlace) {
  ASSERT_OK_AND_ASSIGN(auto statement,
                       connection_->Prepare("SELECT $2, $10, $1, $2"));
  statement->BindText(1, "one");
  statement->BindText(2, "two");
  statement->BindText(10, "ten");
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Text(0), "two");
  EXPECT_EQ(statement->Text(1), "ten");
  EXPECT_EQ(statement->Text(2), "one");
  EXPECT_EQ(statement->Text(3), "two");
}

TEST_F(SqliteConnectionTest, OtherParameterStylesAreRefused) {
  for (const char* sql :
       {"SELECT ?", "SELECT ?1", "SELECT :a", "SELECT @a", "SELECT $a",
        "SELECT $01", "SELECT $0", "SELECT $70000"}) {
    EXPECT_THAT(
        connection_->Prepare(sql),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("$1, $2")))
        << sql;
  }
}

// What a crash leaves behind: the files as they are in the middle of a
// transaction, and no close.
TEST_F(SqliteConnectionTest, ReopeningAfterACrashShowsOnlyWhatWasCommitted) {
  ASSERT_OK(Insert(1, "committed"));
  ASSERT_OK_AND_ASSIGN(Transaction transaction, connection_->Begin());
  ASSERT_OK(connection_->Execute(
      "PRAGMA cache_size = 1"));  // So that pages reach the log early.
  for (int64_t id = 2; id < 200; ++id)
    ASSERT_OK(Insert(id, std::string(4000, 'x')));

  const TempDir crashed;
  for (const char* file : {"state.db", "state.db-wal"}) {
    std::filesystem::copy_file(directory_.path() / file, crashed.path() / file);
  }
  ASSERT_OK_AND_ASSIGN(
      const auto reopened,
      SqliteConnection::Open((crashed.path() / "state.db").string()));
  EXPECT_EQ(CountOf(*reopened), 1);
}

TEST_F(SqliteConnectionTest, FullDiskIsResourceExhaustedAndLosesNothing) {
  ASSERT_OK(Insert(1, "kept"));
  ASSERT_OK(connection_->Execute("PRAGMA max_page_count = 10"));
  EXPECT_THAT(
      Insert(2, std::string(1 << 20, 'x')),
      StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("full")));
  ASSERT_OK_AND_ASSIGN(const auto other, Open());
  EXPECT_EQ(CountOf(*other), 1);
}

TEST_F(SqliteConnectionTest, ValueAboveTheLimitIsRefusedAndTheLargestFits) {
  ASSERT_OK_AND_ASSIGN(auto small, Open({.max_value_bytes = 1000}));
  ASSERT_OK_AND_ASSIGN(auto statement, small->Prepare("SELECT length($1)"));
  statement->BindBlob(1, std::string(1000, 'x'));
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Int64(0), 1000);
  ASSERT_OK(statement->Reset());
  statement->BindBlob(1, std::string(1001, 'x'));
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("too big")));
}

TEST_F(SqliteConnectionTest, HundredMebibytesAreTheDefaultLimit) {
  ASSERT_OK_AND_ASSIGN(auto statement,
                       connection_->Prepare("SELECT length($1)"));
  std::string bytes(100 * 1024 * 1024, 'x');
  statement->BindBlob(1, bytes);
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Int64(0), 100 * 1024 * 1024);
  ASSERT_OK(statement->Reset());
  bytes.push_back('x');
  statement->BindBlob(1, bytes);
  EXPECT_FALSE(statement->Step().ok());
}

TEST_F(SqliteConnectionTest, SettingsAreInForce) {
  const auto setting = [this](const std::string& name) {
    auto statement = connection_->Prepare("SELECT CAST(" + name +
                                          " AS TEXT) FROM pragma_" + name);
    EXPECT_OK(statement);
    EXPECT_OK((*statement)->Step());
    return std::string((*statement)->Text(0));
  };
  EXPECT_EQ(setting("journal_mode"), "wal");
  EXPECT_EQ(setting("synchronous"), "2");
  EXPECT_EQ(setting("foreign_keys"), "1");
  EXPECT_EQ(setting("trusted_schema"), "0");
}

TEST(SqliteOpenTest, InMemoryDatabaseWorks) {
  ASSERT_OK_AND_ASSIGN(const auto connection,
                       SqliteConnection::Open(":memory:"));
  EXPECT_OK(connection->Execute("CREATE TABLE t (x INTEGER)"));
}

TEST(SqliteOpenTest, FileThatIsNoDatabaseIsDataLossAndIsLeftAlone) {
  const TempDir directory;
  const auto path = directory.path() / "not.db";
  const std::string content =
      "this is a text file, long enough to be looked at as a header\n";
  std::ofstream(path) << content << content;
  EXPECT_THAT(SqliteConnection::Open(path.string()),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("not.db")));
  EXPECT_EQ(testing::ReadFile(path), content + content);
}

TEST(SqliteOpenTest, DirectoryThatIsNotThereSaysWhichPath) {
  EXPECT_THAT(SqliteConnection::Open("/nonexistent/state.db"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("/nonexistent/state.db")));
}

}  // namespace
}  // namespace plumbline::storage
