#include "services/alignment/store/sqlite_alignment_store.h"

#include <string>

#include "services/alignment/store/alignment_store_conformance.h"
#include "services/alignment/store/verdict_table.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/sqlite_connection.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

class SqliteFile : public StoreUnderTest {
 public:
  absl::StatusOr<std::unique_ptr<AlignmentStore>> Open() override {
    return OpenSqliteAlignmentStore(path_);
  }
  absl::Status WriteUnpublished(const VerdictRow& row, int64_t run) override {
    PLUMBLINE_ASSIGN_OR_RETURN(const auto connection,
                               storage::SqliteConnection::Open(path_));
    return InsertVerdicts(*connection, run, {row});
  }

 private:
  testing::TempDir directory_;
  const std::string path_ = (directory_.path() / "alignment.db").string();
};

TEST(SqliteAlignmentStoreTest, AnAuditTrailCannotBeRewrittenByHand) {
  const testing::TempDir directory;
  const std::string path = (directory.path() / "alignment.db").string();
  ASSERT_OK_AND_ASSIGN(const auto store, OpenSqliteAlignmentStore(path));
  ASSERT_OK(store->CreateOverride({}, {}, {}));
  ASSERT_OK_AND_ASSIGN(const auto connection,
                       storage::SqliteConnection::Open(path));
  for (const char* table : {"overrides", "override_entries"}) {
    const std::string name = table;
    EXPECT_FALSE(connection->Execute("DELETE FROM " + name).ok());
    EXPECT_FALSE(
        connection->Execute("UPDATE " + name + " SET content = x'00'").ok());
  }
}

INSTANTIATE_TEST_SUITE_P(Sqlite, AlignmentStoreConformance,
                         ::testing::Values(StoreKind{
                             "File",
                             [] { return std::make_unique<SqliteFile>(); }}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace plumbline::alignment
