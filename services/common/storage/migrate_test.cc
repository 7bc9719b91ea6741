#include "services/common/storage/migrate.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/storage/postgres_connection.h"
#include "services/common/storage/sqlite_connection.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::storage {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::PostgresServer;
using ::plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Migration kCreate{1, "create", "CREATE TABLE t (a TEXT) STRICT"};
// Works only after kCreate.
constexpr Migration kFill{
    2, "fill", "INSERT INTO t VALUES ('x'); ALTER TABLE t ADD COLUMN b TEXT"};

// True: on a PostgreSQL server.
class MigrateTest : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    auto opened =
        GetParam()
            ? PostgresConnection::Open(PostgresServer::Shared().EmptyDatabase())
            : SqliteConnection::Open(":memory:");
    ASSERT_OK_AND_ASSIGN(connection_, std::move(opened));
  }

  std::vector<std::string> Names() {
    std::vector<std::string> names;
    auto statement = connection_->Prepare(
        "SELECT name FROM schema_migrations ORDER BY version");
    EXPECT_OK(statement);
    while (*(*statement)->Step()) names.emplace_back((*statement)->Text(0));
    return names;
  }

  std::unique_ptr<Connection> connection_;
};

TEST_P(MigrateTest, AppliesInOrderAndOnce) {
  const std::vector<Migration> migrations = {kCreate, kFill};
  ASSERT_OK(Migrate(*connection_, migrations));
  ASSERT_OK(Migrate(*connection_, migrations));
  EXPECT_THAT(Names(), ElementsAre("create", "fill"));
}

TEST_P(MigrateTest, ContinuesWhereAnOlderProgramStopped) {
  ASSERT_OK(Migrate(*connection_, {kCreate}));
  EXPECT_THAT(Names(), ElementsAre("create"));
  ASSERT_OK(Migrate(*connection_, {kCreate, kFill}));
  EXPECT_THAT(Names(), ElementsAre("create", "fill"));
}

TEST_P(MigrateTest, FailingStepLeavesTheOnesBeforeAndNothingOfItself) {
  const Migration broken{
      2, "broken",
      "INSERT INTO t VALUES ('half'); INSERT INTO nowhere VALUES (1)"};
  EXPECT_THAT(Migrate(*connection_, {kCreate, broken}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("migration 2 \"broken\"")));
  EXPECT_THAT(Names(), ElementsAre("create"));
  ASSERT_OK_AND_ASSIGN(auto count,
                       connection_->Prepare("SELECT COUNT(*) FROM t"));
  ASSERT_OK(count->Step());
  EXPECT_EQ(count->Int64(0), 0);
}

TEST_P(MigrateTest, DatabaseOfANewerProgramIsRefused) {
  ASSERT_OK(Migrate(*connection_, {kCreate, kFill}));
  const absl::Status refused = Migrate(*connection_, {kCreate});
  EXPECT_THAT(
      refused,
      StatusIs(
          absl::StatusCode::kFailedPrecondition,
          HasSubstr(
              "schema version 2 and this program knows versions up to 1")));
  EXPECT_THAT(refused, HasReason(base::reason::kStorageFailed));
}

TEST_P(MigrateTest, EditedStepIsRefused) {
  ASSERT_OK(Migrate(*connection_, {kCreate}));
  const Migration edited{1, "create", "CREATE TABLE t (a TEXT, z TEXT) STRICT"};
  EXPECT_THAT(Migrate(*connection_, {edited, kFill}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("never edited")));
  EXPECT_THAT(Names(), ElementsAre("create"));
}

TEST_P(MigrateTest, GapsAndWrongOrderAreRefusedBeforeAnythingIsDone) {
  EXPECT_THAT(Migrate(*connection_, {kFill, kCreate}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("numbered 2 and stands at 1")));
  EXPECT_FALSE(connection_->Prepare("SELECT 1 FROM schema_migrations").ok());
}

INSTANTIATE_TEST_SUITE_P(Databases, MigrateTest, ::testing::Bool(),
                         [](const auto& test) {
                           return test.param ? "PostgreSql" : "Sqlite";
                         });

}  // namespace
}  // namespace plumbline::storage
