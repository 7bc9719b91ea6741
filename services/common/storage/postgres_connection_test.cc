#include "services/common/storage/postgres_connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/storage/connection_pool.h"
#include "services/common/storage/postgres_error.h"
#include "services/common/storage/schema_text.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/sanitized.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::storage {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::kSanitized;
using ::plumbline::testing::PostgresServer;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::HasSubstr;
using ::testing::Not;

int64_t OnlyNumber(Connection& connection, const std::string& sql) {
  auto statement = connection.Prepare(sql);
  EXPECT_OK(statement);
  if (!statement.ok()) return -1;
  EXPECT_OK((*statement)->Step());
  return (*statement)->Int64(0);
}

std::string Setting(Connection& connection, const std::string& name) {
  auto statement = connection.Prepare("SELECT current_setting('" + name + "')");
  EXPECT_OK(statement);
  EXPECT_OK((*statement)->Step());
  return std::string((*statement)->Text(0));
}

TEST(PostgresErrorTest, CodesTellTheCallerWhatToDo) {
  EXPECT_EQ(CodeOfSqlState("23505"), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(CodeOfSqlState("23503"), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(CodeOfSqlState("53100"), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(CodeOfSqlState("53300"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfSqlState("40P01"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfSqlState("55P03"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfSqlState("57P01"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfSqlState("42501"), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(CodeOfSqlState("28P01"), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(CodeOfSqlState("42703"), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOfSqlState("22021"), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOfSqlState("XX001"), absl::StatusCode::kDataLoss);
  EXPECT_EQ(CodeOfSqlState("XX000"), absl::StatusCode::kInternal);
  EXPECT_EQ(CodeOfSqlState(""), absl::StatusCode::kUnavailable);
}

TEST(PostgresSchemaTest, OnlyWordsOutsideOfQuotesChange) {
  EXPECT_EQ(PostgresSchema("CREATE TABLE t (a TEXT, INTEGERS INTEGER, b BLOB "
                           "DEFAULT x'') STRICT, WITHOUT ROWID; INSERT INTO t "
                           "VALUES ('TEXT STRICT') -- it"),
            "CREATE TABLE t (a TEXT COLLATE \"C\", INTEGERS BIGINT, b BYTEA "
            "DEFAULT ''); INSERT INTO t VALUES ('TEXT STRICT') -- it");
}

TEST(PostgresAddressTest, APasswordIsNeverShown) {
  const std::string address =
      "postgresql://clerk:s3cret@db.example:5433/plumb?sslmode=require";
  EXPECT_TRUE(IsPostgresAddress(address));
  EXPECT_FALSE(IsPostgresAddress("/var/lib/plumbline/labor.db"));
  EXPECT_EQ(PublicAddress(address),
            "the PostgreSQL database user=clerk dbname=plumb host=db.example "
            "port=5433");
  EXPECT_EQ(PublicAddress("postgresql://a:s3cret@[x/y"),
            "the PostgreSQL database");
}

TEST(PostgresAddressTest, FailuresToConnectDoNotRepeatAPassword) {
  for (const std::string address :
       {"postgresql://a:s3cret@[x/y", "postgresql://a:s3cret@h/d?nonsense=1",
        "postgresql://a:s3cret@127.0.0.1:1/d",
        "postgresql://a:s3cret@%2Fnonexistent/d"}) {
    const auto opened = PostgresConnection::Open(address);
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(std::string(opened.status().message()),
                Not(HasSubstr("s3cret")));
    EXPECT_THAT(opened.status(), HasReason(base::reason::kStorageFailed));
  }
  EXPECT_THAT(PostgresConnection::Open("postgresql://a@[x/y").status(),
              StatusIs(absl::StatusCode::kInvalidArgument, _));
  EXPECT_THAT(PostgresConnection::Open("postgresql://a@127.0.0.1:1/d").status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("port=1")));
}

class PostgresConnectionTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Connection>> Open(
      PostgresOptions options = {}) {
    options.schema = "own";
    return PostgresConnection::Open(address_, options);
  }

  const std::string address_ = PostgresServer::Shared().EmptyDatabase();
};

TEST_F(PostgresConnectionTest, SettingsAreInForce) {
  PostgresOptions options;
  options.application = "plumbline-test";
  ASSERT_OK_AND_ASSIGN(const auto connection, Open(options));
  EXPECT_EQ(Setting(*connection, "application_name"), "plumbline-test");
  EXPECT_EQ(Setting(*connection, "search_path"), "own");
  EXPECT_EQ(Setting(*connection, "statement_timeout"), "5min");
  EXPECT_EQ(Setting(*connection, "lock_timeout"), "30s");
  EXPECT_EQ(Setting(*connection, "client_encoding"), "UTF8");
  ASSERT_OK_AND_ASSIGN(auto reading, connection->Begin(Access::kRead));
  EXPECT_EQ(Setting(*connection, "transaction_isolation"), "repeatable read");
  EXPECT_THAT(connection->Execute("CREATE TABLE t (a INTEGER)"),
              StatusIs(absl::StatusCode::kFailedPrecondition, _));
}

TEST_F(PostgresConnectionTest, ASlowStatementIsEndedAndTheConnectionGoesOn) {
  ASSERT_OK_AND_ASSIGN(const auto connection,
                       Open({.statement_timeout = absl::Milliseconds(20)}));
  EXPECT_THAT(connection->Execute("SELECT pg_sleep(5)"),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("timeout")));
  EXPECT_EQ(OnlyNumber(*connection, "SELECT 1"), 1);
}

TEST_F(PostgresConnectionTest, AnErrorEndsItsTransaction) {
  ASSERT_OK_AND_ASSIGN(const auto connection, Open());
  ASSERT_OK(connection->Execute("CREATE TABLE t (a INTEGER PRIMARY KEY)"));
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, connection->Begin());
    ASSERT_OK(connection->Execute("INSERT INTO t VALUES (1)"));
    EXPECT_FALSE(connection->Execute("INSERT INTO t VALUES (1)").ok());
    EXPECT_THAT(transaction.Commit(),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         HasSubstr("rolled back")));
  }
  EXPECT_EQ(OnlyNumber(*connection, "SELECT COUNT(*) FROM t"), 0);
}

TEST_F(PostgresConnectionTest, AValueOfAnotherKindThanItsColumnIsRefused) {
  ASSERT_OK_AND_ASSIGN(const auto connection, Open());
  ASSERT_OK_AND_ASSIGN(auto statement,
                       connection->Prepare("SELECT CAST($1 AS BIGINT)"));
  statement->Bind("7");
  EXPECT_THAT(statement->Step(), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("another kind")));
}

// Bytes of this process that are in memory.
int64_t ResidentBytes() {
  std::ifstream statm("/proc/self/statm");
  int64_t all = 0;
  int64_t resident = 0;
  statm >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

TEST_F(PostgresConnectionTest, ALongResultIsNotHeldInMemory) {
  ASSERT_OK_AND_ASSIGN(const auto connection, Open());
  // 100 MB, of which half is looked at.
  ASSERT_OK_AND_ASSIGN(auto rows,
                       connection->Prepare("SELECT repeat('x', 1000000) FROM "
                                           "generate_series(1, 100)"));
  const int64_t before = ResidentBytes();
  for (int i = 0; i < 50; ++i) {
    ASSERT_OK_AND_ASSIGN(const bool more, rows->Step());
    ASSERT_TRUE(more);
    EXPECT_EQ(rows->Text(0).size(), 1'000'000u);
  }
  ASSERT_OK(rows->Reset());
  // The sanitizer keeps what was freed for a while.
  if (!kSanitized) {
    EXPECT_LT(ResidentBytes() - before, 20'000'000);
  }
  EXPECT_EQ(OnlyNumber(*connection, "SELECT 1"), 1);
}

TEST_F(PostgresConnectionTest, AConnectionThatWasEndedIsMadeAgain) {
  ASSERT_OK_AND_ASSIGN(const auto connection, Open());
  ASSERT_OK_AND_ASSIGN(const auto killer, Open());
  ASSERT_OK_AND_ASSIGN(auto kept, connection->Prepare("SELECT 5"));
  const auto end_it = [&] {
    ASSERT_OK(killer->Execute(
        "SELECT pg_terminate_backend(" +
        std::to_string(OnlyNumber(*connection, "SELECT pg_backend_pid()")) +
        ", 5000)"));
  };
  end_it();
  EXPECT_EQ(OnlyNumber(*connection, "SELECT 1"), 1);
  ASSERT_OK(kept->Step()) << "a statement is prepared again";
  EXPECT_EQ(kept->Int64(0), 5);
  EXPECT_EQ(Setting(*connection, "search_path"), "own");

  ASSERT_OK(connection->Execute("CREATE TABLE t (a INTEGER)"));
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, connection->Begin());
    ASSERT_OK(connection->Execute("INSERT INTO t VALUES (1)"));
    end_it();
    // Never half of a transaction on another connection.
    EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (2)"),
                StatusIs(absl::StatusCode::kUnavailable, _));
    EXPECT_THAT(transaction.Commit(),
                StatusIs(absl::StatusCode::kUnavailable, _));
  }
  EXPECT_EQ(OnlyNumber(*connection, "SELECT COUNT(*) FROM t"), 0);
}

TEST_F(PostgresConnectionTest, AServerThatStopsAnsweringIsGivenUp) {
  ASSERT_OK_AND_ASSIGN(const auto connection,
                       Open({.statement_timeout = absl::Milliseconds(100),
                             .grace = absl::Milliseconds(100)}));
  const auto server =
      static_cast<pid_t>(OnlyNumber(*connection, "SELECT pg_backend_pid()"));
  ASSERT_EQ(kill(server, SIGSTOP), 0);
  EXPECT_THAT(connection->Execute("SELECT 1"),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("did not answer in time")));
  EXPECT_EQ(OnlyNumber(*connection, "SELECT 7"), 7)
      << "another connection serves";
  kill(server, SIGCONT);
}

TEST(PostgresOutageTest, ReadsWorkAgainAfterTheServerWasKilled) {
  PostgresServer& server = PostgresServer::Shared();
  const std::string address = server.EmptyDatabase();
  ASSERT_OK_AND_ASSIGN(const auto pool,
                       ConnectionPool::Open(
                           [&] {
                             return PostgresConnection::Open(
                                 address,
                                 {.last_retry = absl::Milliseconds(100)});
                           },
                           2));
  ASSERT_OK(pool->Writer()->Execute(
      "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)"));
  server.Kill();
  const absl::Time killed = absl::Now();
  for (int i = 0; i < 100; ++i) {
    EXPECT_THAT(pool->Reader()->Prepare("SELECT a FROM t").status(),
                StatusIs(absl::StatusCode::kUnavailable, _));
  }
  EXPECT_LT(absl::Now() - killed, absl::Seconds(5))
      << "calls wait for a server that is not there";
  server.Start();
  absl::SleepFor(absl::Milliseconds(130));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(OnlyNumber(*pool->Reader(), "SELECT a FROM t"), 1);
    EXPECT_EQ(OnlyNumber(*pool->Writer(), "SELECT a FROM t"), 1);
  }
}

// Accepts one connection and says nothing, or ends it.
TEST(PostgresOutageTest, AServerThatSaysNothingOrGoesIsUnavailable) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t length = sizeof(address);
  ASSERT_EQ(bind(listener, generic, length), 0);
  ASSERT_EQ(listen(listener, 8), 0);
  ASSERT_EQ(getsockname(listener, generic, &length), 0);
  const std::string url =
      "postgresql://a@127.0.0.1:" + std::to_string(ntohs(address.sin_port)) +
      "/d?sslmode=disable";
  EXPECT_THAT(
      PostgresConnection::Open(url, {.connect_timeout = absl::Seconds(2)})
          .status(),
      StatusIs(absl::StatusCode::kUnavailable, HasSubstr("timeout")));
  std::thread ends([listener] {
    for (int i = 0; i < 2; ++i) close(accept(listener, nullptr, nullptr));
  });
  EXPECT_THAT(PostgresConnection::Open(url).status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("closed")));
  ends.join();
  close(listener);
}

}  // namespace
}  // namespace plumbline::storage
