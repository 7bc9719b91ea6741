// What every connection must do, whatever database stands behind it.

#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/storage/postgres_connection.h"
#include "services/common/storage/schema_text.h"
#include "services/common/storage/sqlite_connection.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::storage {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SqliteDatabase {
 public:
  absl::StatusOr<std::unique_ptr<Connection>> Open(
      absl::Duration lock_timeout) const {
    return SqliteConnection::Open((directory_.path() / "s.db").string(),
                                  {.busy_timeout = lock_timeout});
  }

 private:
  const testing::TempDir directory_;
};

class PostgresDatabase {
 public:
  absl::StatusOr<std::unique_ptr<Connection>> Open(
      absl::Duration lock_timeout) const {
    PostgresOptions options;
    options.schema = "conformance";
    options.lock_timeout = lock_timeout;
    return PostgresConnection::Open(address_, options);
  }

 private:
  const std::string address_ =
      testing::PostgresServer::Shared().EmptyDatabase();
};

template <typename Database>
class ConnectionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(connection_, Open());
    Create("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT) STRICT");
  }

  absl::StatusOr<std::unique_ptr<Connection>> Open(
      absl::Duration lock_timeout = absl::Seconds(30)) {
    return database_.Open(lock_timeout);
  }

  void Create(const std::string& sql) {
    ASSERT_OK(connection_->Execute(connection_->dialect() == Dialect::kPostgres
                                       ? PostgresSchema(sql)
                                       : sql));
  }

  absl::Status Insert(Connection& connection, int64_t id,
                      absl::string_view body) {
    auto statement =
        connection.Prepare("INSERT INTO note (id, body) VALUES ($1, $2)");
    if (!statement.ok()) return statement.status();
    (*statement)->Bind(id, body);
    return (*statement)->Run();
  }
  absl::Status Insert(int64_t id, absl::string_view body) {
    return Insert(*connection_, id, body);
  }

  int64_t CountOf(Connection& connection) {
    const auto statement = connection.Prepare("SELECT COUNT(*) FROM note");
    EXPECT_OK(statement);
    EXPECT_OK((*statement)->Step());
    return (*statement)->Int64(0);
  }

  std::vector<std::string> Bodies() {
    const auto statement =
        connection_->Prepare("SELECT body FROM note ORDER BY body");
    EXPECT_OK(statement);
    std::vector<std::string> bodies;
    while (*(*statement)->Step()) bodies.emplace_back((*statement)->Text(0));
    return bodies;
  }

  Database database_;
  std::unique_ptr<Connection> connection_;
};

using Databases = ::testing::Types<SqliteDatabase, PostgresDatabase>;
TYPED_TEST_SUITE(ConnectionTest, Databases);

TYPED_TEST(ConnectionTest, EveryTypeComesBackAsItWentIn) {
  this->Create(
      "CREATE TABLE kinds (i INTEGER, r REAL, t TEXT, b BLOB, n TEXT) STRICT");
  ASSERT_OK_AND_ASSIGN(auto insert,
                       this->connection_->Prepare(
                           "INSERT INTO kinds VALUES ($1, $2, $3, $4, $5)"));
  const std::string blob("\0\xff\x80 b", 5);
  insert->BindInt64(1, std::numeric_limits<int64_t>::min());
  insert->BindDouble(2, 0.1);
  insert->BindText(3, "Enfermería 看護 🩺");
  insert->BindBlob(4, blob);
  insert->BindNull(5);
  ASSERT_OK(insert->Run());
  EXPECT_EQ(insert->ChangedRows(), 1);

  ASSERT_OK_AND_ASSIGN(auto select, this->connection_->Prepare(
                                        "SELECT i, r, t, b, n FROM kinds"));
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

TYPED_TEST(ConnectionTest, EmptyTextAndEmptyBlobAreNotNull) {
  this->Create("CREATE TABLE kinds (t TEXT, b BLOB) STRICT");
  ASSERT_OK_AND_ASSIGN(auto statement,
                       this->connection_->Prepare(
                           "INSERT INTO kinds VALUES ($1, $2) RETURNING t, b"));
  statement->BindText(1, {});
  statement->BindBlob(2, {});
  ASSERT_OK(statement->Step());
  EXPECT_FALSE(statement->IsNull(0));
  EXPECT_EQ(statement->Text(0), "");
  EXPECT_FALSE(statement->IsNull(1));
  EXPECT_EQ(statement->Blob(1), "");
}

TYPED_TEST(ConnectionTest, TextsAreOrderedByTheirBytes) {
  int64_t id = 0;
  for (const char* body : {"é", "b", "B", "a-c", "ab", "A"}) {
    ASSERT_OK(this->Insert(++id, body));
  }
  EXPECT_THAT(this->Bodies(), ElementsAre("A", "B", "a-c", "ab", "b", "é"));
}

TYPED_TEST(ConnectionTest, ParametersAreBoundByNumberNotByPlace) {
  ASSERT_OK_AND_ASSIGN(auto statement,
                       this->connection_->Prepare("SELECT $2, $3, $1, $2"));
  statement->Bind("one", "two", "three");
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Text(0), "two");
  EXPECT_EQ(statement->Text(1), "three");
  EXPECT_EQ(statement->Text(2), "one");
  EXPECT_EQ(statement->Text(3), "two");
}

TYPED_TEST(ConnectionTest, ResetForgetsParameters) {
  ASSERT_OK_AND_ASSIGN(auto statement, this->connection_->Prepare("SELECT $1"));
  statement->Bind("7");
  ASSERT_OK(statement->Step());
  ASSERT_OK(statement->Reset());
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("$1 was not set")));
}

TYPED_TEST(ConnectionTest, ParameterThatIsNotThereIsAnError) {
  ASSERT_OK_AND_ASSIGN(auto statement, this->connection_->Prepare("SELECT $1"));
  statement->Bind("1", "2");
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("no parameter $2")));
}

TYPED_TEST(ConnectionTest, TextWithNulAndNanAreErrorsNotOtherValues) {
  ASSERT_OK_AND_ASSIGN(
      auto statement,
      this->connection_->Prepare("SELECT $1, CAST($2 AS DOUBLE PRECISION)"));
  statement->BindText(1, absl::string_view("a\0b", 3));
  EXPECT_THAT(statement->Step(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("NUL")));
  EXPECT_FALSE(statement->Reset().ok());
  statement->BindDouble(2, std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("not a number")));
}

TYPED_TEST(ConnectionTest, ReadingAColumnAsAnotherTypeFailsAtTheNextStep) {
  ASSERT_OK_AND_ASSIGN(auto statement,
                       this->connection_->Prepare("SELECT 'x' AS word, NULL"));
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Int64(0), 0);
  EXPECT_THAT(statement->Step(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("word")));
  EXPECT_FALSE(statement->Reset().ok());
  ASSERT_OK(statement->Step());
  EXPECT_EQ(statement->Text(1), "");
  EXPECT_FALSE(statement->Step().ok()) << "NULL was not asked for";
}

TYPED_TEST(ConnectionTest, PrepareTakesExactlyOneStatement) {
  EXPECT_OK(this->connection_->Prepare("SELECT 1; -- the end\n"));
  EXPECT_THAT(this->connection_->Prepare("SELECT 1; DROP TABLE note"),
              StatusIs(absl::StatusCode::kInvalidArgument, _));
  EXPECT_THAT(
      this->connection_->Prepare("  -- nothing"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no statement")));
}

TYPED_TEST(ConnectionTest, OtherParameterStylesAreRefused) {
  for (const char* sql : {"SELECT ?", "SELECT ?1", "SELECT :a", "SELECT @a",
                          "SELECT $a", "SELECT $0"}) {
    EXPECT_THAT(this->connection_->Prepare(sql),
                StatusIs(absl::StatusCode::kInvalidArgument, _))
        << sql;
  }
}

TYPED_TEST(ConnectionTest, ErrorsNameTheStatementAndCarryTheReason) {
  const auto bad = this->connection_->Prepare("SELECT nonsense\n   FROM note");
  EXPECT_THAT(bad,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("column"), HasSubstr("nonsense"),
                             HasSubstr("(in: SELECT nonsense FROM note)"))));
  EXPECT_THAT(bad, HasReason(base::reason::kStorageFailed));
}

TYPED_TEST(ConnectionTest,
           TakenKeyAlreadyExistsAndOtherConstraintsAreAPrecondition) {
  ASSERT_OK(this->Insert(1, "a"));
  EXPECT_THAT(this->Insert(1, "b"),
              StatusIs(absl::StatusCode::kAlreadyExists, _));
  this->Create(
      "CREATE TABLE child (id INTEGER PRIMARY KEY, note INTEGER REFERENCES "
      "note (id)) STRICT");
  EXPECT_THAT(this->connection_->Execute("INSERT INTO child VALUES (1, 99)"),
              StatusIs(absl::StatusCode::kFailedPrecondition, _));
}

TYPED_TEST(ConnectionTest, UncommittedTransactionIsRolledBack) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
    ASSERT_OK(this->Insert(1, "a"));
    EXPECT_EQ(this->CountOf(*this->connection_), 1);
  }
  EXPECT_EQ(this->CountOf(*this->connection_), 0);
}

TYPED_TEST(ConnectionTest, CommittedTransactionStays) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
  Transaction moved = std::move(transaction);
  ASSERT_OK(this->Insert(1, "a"));
  ASSERT_OK(moved.Commit());
  ASSERT_OK_AND_ASSIGN(const auto other, this->Open());
  EXPECT_EQ(this->CountOf(*other), 1);
}

TYPED_TEST(ConnectionTest, TransactionsDoNotNest) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
  EXPECT_THAT(this->connection_->Begin().status(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("already open")));
}

TYPED_TEST(ConnectionTest, CommitAfterTheDatabaseRolledBackIsAnError) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
  ASSERT_OK(this->connection_->Execute("ROLLBACK"));
  EXPECT_THAT(transaction.Commit(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("rolled back")));
}

TYPED_TEST(ConnectionTest, SecondWriterIsToldToTryAgain) {
  ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
  ASSERT_OK_AND_ASSIGN(auto other, this->Open(absl::Milliseconds(1)));
  EXPECT_THAT(other->Begin().status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("lock")));
  EXPECT_EQ(this->CountOf(*other), 0) << "reading goes on beside the writer";
}

TYPED_TEST(ConnectionTest, WritersThatReadBeforeTheyWriteLoseNothing) {
  ASSERT_OK(this->Insert(1, "0"));
  const auto count_up = [this] {
    ASSERT_OK_AND_ASSIGN(const auto own, this->Open());
    for (int round = 0; round < 20; ++round) {
      ASSERT_OK_AND_ASSIGN(Transaction transaction, own->Begin());
      ASSERT_OK_AND_ASSIGN(auto read,
                           own->Prepare("SELECT body FROM note WHERE id = 1"));
      ASSERT_OK(read->Step());
      const int seen = std::stoi(std::string(read->Text(0)));
      ASSERT_OK(read->Reset());
      ASSERT_OK_AND_ASSIGN(
          auto write, own->Prepare("UPDATE note SET body = $1 WHERE id = 1"));
      write->Bind(std::to_string(seen + 1));
      ASSERT_OK(write->Run());
      ASSERT_OK(transaction.Commit());
    }
  };
  std::vector<std::thread> writers;
  for (int i = 0; i < 3; ++i) writers.emplace_back(count_up);
  for (std::thread& writer : writers) writer.join();
  EXPECT_THAT(this->Bodies(), ElementsAre("60"));
}

TYPED_TEST(ConnectionTest, AReadingTransactionSeesOneState) {
  ASSERT_OK(this->Insert(1, "a"));
  ASSERT_OK_AND_ASSIGN(const auto reader, this->Open());
  ASSERT_OK_AND_ASSIGN(Transaction transaction, reader->Begin(Access::kRead));
  EXPECT_EQ(this->CountOf(*reader), 1);
  ASSERT_OK(this->Insert(2, "b"));
  EXPECT_EQ(this->CountOf(*reader), 1);
}

TYPED_TEST(ConnectionTest, StatementsRunBesideOneWhoseRowsAreStillComing) {
  for (int64_t id = 0; id < 500; ++id) ASSERT_OK(this->Insert(id, "x"));
  ASSERT_OK_AND_ASSIGN(
      auto rows, this->connection_->Prepare("SELECT id FROM note ORDER BY id"));
  ASSERT_OK_AND_ASSIGN(auto again, this->connection_->Prepare(
                                       "SELECT id FROM note ORDER BY id"));
  int64_t sum = 0;
  for (int64_t id = 0; id < 500; ++id) {
    ASSERT_OK_AND_ASSIGN(const bool more, rows->Step());
    ASSERT_TRUE(more);
    EXPECT_EQ(rows->Int64(0), id);
    if (id % 100 != 3) continue;
    // Left in the middle of its rows.
    ASSERT_OK(again->Step());
    ASSERT_OK(again->Step());
    sum += again->Int64(0);
    ASSERT_OK(again->Reset());
    EXPECT_EQ(this->CountOf(*this->connection_), 500);
  }
  EXPECT_EQ(sum, 5);
  ASSERT_OK_AND_ASSIGN(const bool more, rows->Step());
  EXPECT_FALSE(more);
}

TYPED_TEST(ConnectionTest, ManyRowsAreAddedAsTheyAre) {
  const std::vector<std::string> bodies = {"", "\\N", "\\.", "a\tb\nc\r\\",
                                           "Enfermería"};
  this->Create("CREATE TABLE raw (id INTEGER, b BLOB, n TEXT) STRICT");
  ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
  {
    ASSERT_OK_AND_ASSIGN(auto add,
                         this->connection_->InsertInBulk("note", "id, body"));
    for (size_t i = 0; i < 5000; ++i) {
      add->Int64(static_cast<int64_t>(i));
      add->Text(bodies[i % bodies.size()]);
      ASSERT_OK(add->EndRow());
    }
    ASSERT_OK(add->Finish());
    ASSERT_OK_AND_ASSIGN(add,
                         this->connection_->InsertInBulk("raw", "id, b, n"));
    add->Int64(-1);
    add->Blob(absl::string_view("\0\\\n\xff", 4));
    add->Null();
    ASSERT_OK(add->EndRow());
    ASSERT_OK(add->Finish());
  }
  ASSERT_OK(transaction.Commit());
  ASSERT_OK_AND_ASSIGN(auto rows, this->connection_->Prepare(
                                      "SELECT id, body FROM note ORDER BY id"));
  for (size_t i = 0; i < 5000; ++i) {
    ASSERT_OK(rows->Step());
    EXPECT_EQ(rows->Text(1), bodies[i % bodies.size()]) << i;
  }
  ASSERT_OK_AND_ASSIGN(auto raw,
                       this->connection_->Prepare("SELECT b, n FROM raw"));
  ASSERT_OK(raw->Step());
  EXPECT_EQ(raw->Blob(0), absl::string_view("\0\\\n\xff", 4));
  EXPECT_TRUE(raw->IsNull(1));
}

TYPED_TEST(ConnectionTest, AddingRowsThatAreThereFailsAndLeavesNothing) {
  ASSERT_OK(this->Insert(7, "here"));
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
    ASSERT_OK_AND_ASSIGN(auto add,
                         this->connection_->InsertInBulk("note", "id, body"));
    absl::Status status;
    for (int64_t id = 0; id < 10 && status.ok(); ++id) {
      add->Int64(id);
      add->Text("x");
      status = add->EndRow();
    }
    if (status.ok()) status = add->Finish();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists, _));
  }
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
    ASSERT_OK_AND_ASSIGN(auto add,
                         this->connection_->InsertInBulk("note", "id, body"));
    add->Int64(1);
    add->Text("not finished");
    ASSERT_OK(add->EndRow());
  }
  EXPECT_THAT(this->Bodies(), ElementsAre("here"));
}

TYPED_TEST(ConnectionTest, RowsThatAreThereCanBeSkipped) {
  ASSERT_OK(this->Insert(2, "here"));
  ASSERT_OK_AND_ASSIGN(Transaction transaction, this->connection_->Begin());
  for (int time = 0; time < 2; ++time) {
    ASSERT_OK_AND_ASSIGN(auto add, this->connection_->InsertInBulk(
                                       "note", "id, body", IfTaken::kSkip));
    for (int64_t id = 1; id <= 3; ++id) {
      add->Int64(id);
      add->Text("added");
      ASSERT_OK(add->EndRow());
    }
    ASSERT_OK(add->Finish());
  }
  ASSERT_OK(transaction.Commit());
  EXPECT_THAT(this->Bodies(), ElementsAre("added", "added", "here"));
}

}  // namespace
}  // namespace plumbline::storage
