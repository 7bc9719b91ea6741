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

TEST_F(SqliteConnectionTest, EveryTypeComesBackAsItWentIn) {
  ASSERT_OK(connection_->Execute(
      "CREATE TABLE kinds (i INTEGER, r REAL, t TEXT, b BLOB, n TEXT) STRICT"));
  ASSERT_OK_AND_ASSIGN(
      auto insert,
      connection_->Prepare("INSERT INTO kinds VALUES ($1, $2, $3, $4, $5)"));
  const std::string blob("\0\xff\x80 b", 5);
  insert->BindInt64(1, std::numeric_limits<int64_t>::min());
  insert->BindDouble(2, 0.1);
  insert->BindText(3, "Enfermería 看護 🩺");
  insert->BindBlob(4, blob);
  insert->BindNull(5);
  ASSERT_OK(insert->Run());
  EXPECT_EQ(insert->ChangedRows(), 1);

  ASSERT_OK_AND_ASSIGN(auto select,
                       connection_->Prepare("SELECT i, r, t, b, n FROM kinds"));
  ASSERT_OK_AND_ASSIGN(const bool row, select->Step());
  ASSERT_TRUE(row);
  EXPECT_EQ(select->Int64(0), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(select->Double(1), 0.1);
  EXPECT_EQ(select->Text(2), "Enfermería 看護 🩺");
  EXPECT_EQ(select->Blob(3), blob);
  EXPECT_TRUE(select->IsNull(4));
  ASSERT_OK_AND_ASSIGN(const bool second, select->Step());
  EXPECT_FALSE(second);
}

TEST_F(SqliteConnectionTest, EmptyTextAndEmptyBlobAreNotNull) {
  ASSERT_OK_AND_ASSIGN(auto statement, connection_->Prepare("SELECT $1, $2"));
  statement->BindText(1, {});
  statement->BindBlob(2, {});
  ASSERT_OK(statement->Step());
  EXPECT_FALSE(statement->IsNull(0));
  EXPECT_EQ(statement->Text(0), "");
  EXPECT_FALSE(statement->IsNull(1));
  EXPECT_EQ(statement->Blob(1), "");
}

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

TEST_F(SqliteConnectionTest, ResetForgetsParameters) {
  ASSERT_OK_AND_ASSIGN(auto statement, connection_->Prepare("SELECT $1"));
  statement->Bind(7);
  ASSERT_OK(statement->Step());
  ASSERT_OK(statement->Reset());
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("$1 was not set")));
}

TEST_F(SqliteConnectionTest, ParameterThatIsNotThereIsAnError) {
  ASSERT_OK_AND_ASSIGN(auto statement, connection_->Prepare("SELECT $1"));
  statement->Bind(1, 2);
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("no parameter $2")));
}

TEST_F(SqliteConnectionTest, TextWithNulAndNanAreErrorsNotOtherValues) {
  ASSERT_OK_AND_ASSIGN(auto statement, connection_->Prepare("SELECT $1"));
  statement->BindText(1, absl::string_view("a\0b", 3));
  EXPECT_THAT(statement->Step(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("NUL")));
  EXPECT_FALSE(statement->Reset().ok());
  statement->BindDouble(1, std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("not a number")));
}

TEST_F(SqliteConnectionTest, ReadingAColumnAsAnotherTypeFailsAtTheNextStep) {
  ASSERT_OK_AND_ASSIGN(auto statement,
                       connection_->Prepare("SELECT 'x' AS word, NULL"));
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Int64(0), 0);
  EXPECT_THAT(statement->Step(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("word")));
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

TEST_F(SqliteConnectionTest, PrepareTakesExactlyOneStatement) {
  EXPECT_OK(connection_->Prepare("SELECT 1; -- the end\n"));
  EXPECT_THAT(
      connection_->Prepare("SELECT 1; DROP TABLE note"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("more than one")));
  EXPECT_THAT(
      connection_->Prepare("  -- nothing"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no statement")));
}

TEST_F(SqliteConnectionTest, ErrorsNameTheStatementAndCarryTheReason) {
  const auto bad = connection_->Prepare("SELECT nonsense\n   FROM note");
  EXPECT_THAT(bad,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("no such column: nonsense"),
                             HasSubstr("(in: SELECT nonsense FROM note)"))));
  EXPECT_THAT(bad, HasReason(base::reason::kStorageFailed));
}

TEST_F(SqliteConnectionTest,
       TakenKeyAlreadyExistsAndOtherConstraintsAreAPrecondition) {
  ASSERT_OK(Insert(1, "a"));
  EXPECT_THAT(Insert(1, "b"),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("UNIQUE")));
  ASSERT_OK(
      connection_->Execute("CREATE TABLE child (id INTEGER PRIMARY KEY, note "
                           "INTEGER REFERENCES note (id)) STRICT"));
  EXPECT_THAT(connection_->Execute("INSERT INTO child VALUES (1, 99)"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("FOREIGN KEY")));
}

TEST_F(SqliteConnectionTest, UncommittedTransactionIsRolledBack) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, connection_->Begin());
    ASSERT_OK(Insert(1, "a"));
    EXPECT_EQ(CountOf(*connection_), 1);
  }
  EXPECT_EQ(CountOf(*connection_), 0);
}

TEST_F(SqliteConnectionTest, CommittedTransactionStays) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, connection_->Begin());
  Transaction moved = std::move(transaction);
  ASSERT_OK(Insert(1, "a"));
  ASSERT_OK(moved.Commit());
  ASSERT_OK_AND_ASSIGN(const auto other, Open());
  EXPECT_EQ(CountOf(*other), 1);
}

TEST_F(SqliteConnectionTest, TransactionsDoNotNest) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, connection_->Begin());
  EXPECT_THAT(connection_->Begin().status(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("already open")));
}

TEST_F(SqliteConnectionTest, CommitAfterTheDatabaseRolledBackIsAnError) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, connection_->Begin());
  ASSERT_OK(connection_->Execute("ROLLBACK"));
  EXPECT_THAT(transaction.Commit(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("rolled back")));
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

TEST_F(SqliteConnectionTest, SecondWriterIsToldToTryAgain) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, connection_->Begin());
  ASSERT_OK_AND_ASSIGN(auto other,
                       Open({.busy_timeout = absl::Milliseconds(1)}));
  EXPECT_THAT(other->Begin().status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("locked")));
  EXPECT_EQ(CountOf(*other), 0) << "reading goes on beside the writer";
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
