// A process that is killed while it publishes leaves what was served, and a
// store that an older program wrote opens.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/sha256.h"
#include "services/common/storage/sqlite_connection.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/edition_rows.h"
#include "services/labor/store/release_codec.h"
#include "services/labor/store/release_rows.h"
#include "services/labor/store/schema.h"
#include "services/labor/store/sqlite_labor_store.h"

namespace plumbline::labor {
namespace {

using testing::IsOk;

constexpr char kRelease[] = "sources/soc/releases/2018";

EditionRecord Edition(const std::string& name) {
  EditionRecord edition;
  edition.name = name;
  edition.releases = {kRelease};
  edition.content_digest = base::Sha256Hex(name);
  edition.snapshot_sha256 = base::Sha256Hex("snapshot of " + name);
  return edition;
}

// Does all of a publication but the last step, then dies without a goodbye.
[[noreturn]] void DieBeforeTheCommit(const std::string& path, bool moved) {
  auto connection = storage::SqliteConnection::Open(path);
  auto transaction = (*connection)->Begin();
  const EditionRecord edition = Edition("editions/new");
  const bool written =
      transaction.ok() &&
      InsertEdition(**connection, edition, "snapshot of editions/new").ok() &&
      (!moved || PointLatestAt(**connection, edition.name).ok());
  if (!written) _exit(1);
  kill(getpid(), SIGKILL);
  _exit(2);
}

class CrashTest : public ::testing::TestWithParam<bool> {};

TEST_P(CrashTest, LeavesTheOldEditionAndAWholeStore) {
  const testing::TempDir directory;
  const std::string path = (directory.path() / "labor.db").string();
  {
    ASSERT_OK_AND_ASSIGN(const auto store, SqliteLaborStore::Open(path));
    ReleaseRecord release;
    release.name = kRelease;
    release.digest = "digest";
    ASSERT_THAT(store->AddRelease(release, {}, TinySoc(), {}), IsOk());
    ASSERT_THAT(store->AddEdition(Edition("editions/old"),
                                  "snapshot of editions/old", {}),
                IsOk());
  }
  const pid_t child = fork();
  if (child == 0) DieBeforeTheCommit(path, GetParam());
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << status;

  ASSERT_OK_AND_ASSIGN(const auto store, SqliteLaborStore::Open(path));
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest, store->GetLatestEdition());
  EXPECT_EQ(latest.name, "editions/old");
  ASSERT_OK_AND_ASSIGN(const auto all, store->ListEditions(INT64_MAX, 10));
  EXPECT_EQ(all.size(), 1u);
  // And the publication can be made again.
  EXPECT_THAT(store->AddEdition(Edition("editions/new"),
                                "snapshot of editions/new", {}),
              IsOk());
}

TEST(OlderStoreTest, OpensAndKeepsWhatItHas) {
  const testing::TempDir directory;
  const std::string path = (directory.path() / "labor.db").string();
  ReleaseRecord release;
  release.name = "sources/onet/releases/30.1";
  release.digest = "digest";
  {
    ASSERT_OK_AND_ASSIGN(const auto connection,
                         storage::SqliteConnection::Open(path));
    ASSERT_THAT(storage::Migrate(*connection, LaborMigrations().first(1)),
                IsOk());
    ASSERT_THAT(
        InsertRelease(*connection, release, {}, EncodeTables(TinySoc())),
        IsOk());
  }
  ASSERT_OK_AND_ASSIGN(const auto store, SqliteLaborStore::Open(path));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       store->ReadTables(release.name));
  EXPECT_EQ(EncodeTables(tables), EncodeTables(TinySoc()));
  ASSERT_OK_AND_ASSIGN(const bool kept, store->KeepsOnet(release.name));
  EXPECT_FALSE(kept);
}

INSTANTIATE_TEST_SUITE_P(Killed, CrashTest, ::testing::Bool(),
                         [](const auto& test) {
                           return test.param ? "AfterThePointerMoved"
                                             : "BeforeThePointerMoved";
                         });

}  // namespace
}  // namespace plumbline::labor
