#include "services/alignment/store/sql_alignment_store.h"

#include <memory>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "services/alignment/store/alignment_store_conformance.h"
#include "services/alignment/store/schema.h"
#include "services/alignment/store/verdict_table.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using storage::ConnectionPool;

// The store's own tables, past the store.
absl::StatusOr<std::unique_ptr<ConnectionPool>> Tables(
    const std::string& database) {
  return storage::OpenDatabase(database, {.service = "alignment"},
                               AlignmentMigrations());
}

class Database : public StoreUnderTest {
 public:
  explicit Database(const std::string& address) : address_(address) {}
  absl::StatusOr<std::unique_ptr<AlignmentStore>> Open() override {
    return OpenAlignmentStore(address_);
  }
  absl::StatusOr<std::unique_ptr<PartitionLeases>> OpenLeases() override {
    return OpenPartitionLeases(address_);
  }
  absl::Status WriteUnpublished(const VerdictRow& row, int64_t run) override {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto pool, Tables(address_));
    return InsertVerdicts(*pool->Writer(), run, {row}).status();
  }

 private:
  const std::string address_;
};

class SqliteFile : public Database {
 public:
  explicit SqliteFile(std::unique_ptr<testing::TempDir> directory =
                          std::make_unique<testing::TempDir>())
      : Database((directory->path() / "alignment.db").string()),
        directory_(std::move(directory)) {}

 private:
  const std::unique_ptr<testing::TempDir> directory_;
};

std::string ServerDatabase() {
  return testing::PostgresServer::Shared().EmptyDatabase();
}

void ExpectAuditTrailStays(const std::string& database) {
  ASSERT_OK_AND_ASSIGN(const auto store, OpenAlignmentStore(database));
  ASSERT_OK(store->CreateOverride({}, {}, {}));
  ASSERT_OK_AND_ASSIGN(const auto pool, Tables(database));
  const auto connection = pool->Writer();
  for (const char* table : {"overrides", "override_entries"}) {
    const std::string name = table;
    EXPECT_FALSE(connection->Execute("DELETE FROM " + name).ok());
    EXPECT_THAT(
        connection->Execute("UPDATE " + name + " SET content = content"),
        testing::StatusIs(absl::StatusCode::kFailedPrecondition,
                          ::testing::HasSubstr("never changed")));
  }
}

TEST(SqlAlignmentStoreTest, AnAuditTrailCannotBeRewrittenByHand) {
  const testing::TempDir directory;
  ExpectAuditTrailStays((directory.path() / "alignment.db").string());
  ExpectAuditTrailStays(ServerDatabase());
}

INSTANTIATE_TEST_SUITE_P(
    Sql, AlignmentStoreConformance,
    ::testing::Values(
        StoreKind{"File", [] { return std::make_unique<SqliteFile>(); }},
        StoreKind{"Server",
                  [] { return std::make_unique<Database>(ServerDatabase()); }}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace plumbline::alignment
