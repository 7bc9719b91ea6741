// A process that is killed while it publishes leaves what was served, and a
// store that an older program wrote opens.

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string>
#include <thread>
#include <tuple>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/open_database.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/testing/tiny_releases.h"
#include "services/labor/store/edition_rows.h"
#include "services/labor/store/release_codec.h"
#include "services/labor/store/release_rows.h"
#include "services/labor/store/schema.h"
#include "services/labor/store/sql_labor_store.h"

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
[[noreturn]] void DieBeforeTheCommit(const std::string& database, bool moved) {
  auto pool =
      storage::OpenDatabase(database, {.service = "labor"}, LaborMigrations());
  const auto connection = (*pool)->Writer();
  auto transaction = connection->Begin();
  const EditionRecord edition = Edition("editions/new");
  const bool written =
      transaction.ok() &&
      InsertEdition(*connection, edition, "snapshot of editions/new").ok() &&
      (!moved || PointLatestAt(*connection, edition.name, absl::Time()).ok());
  if (!written) _exit(1);
  kill(getpid(), SIGKILL);
  _exit(2);
}

// Where a store is kept while its processes come and go.
class Place {
 public:
  explicit Place(bool on_server)
      : database_(on_server ? testing::PostgresServer::Shared().EmptyDatabase()
                            : (directory_.path() / "labor.db").string()) {}
  const std::string& database() const { return database_; }

 private:
  const testing::TempDir directory_;
  const std::string database_;
};

class CrashTest : public ::testing::TestWithParam<std::tuple<bool, bool>> {};

TEST_P(CrashTest, LeavesTheOldEditionAndAWholeStore) {
  const auto [on_server, moved] = GetParam();
  const Place place(on_server);
  const std::string& path = place.database();
  {
    ASSERT_OK_AND_ASSIGN(const auto store, SqlLaborStore::Open(path));
    ReleaseRecord release;
    release.name = kRelease;
    release.digest = "digest";
    ASSERT_THAT(store->AddRelease(release, {}, TinySoc(), {}), IsOk());
    ASSERT_THAT(store->AddEdition(Edition("editions/old"),
                                  "snapshot of editions/old", {}),
                IsOk());
  }
  const pid_t child = fork();
  if (child == 0) DieBeforeTheCommit(path, moved);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << status;

  ASSERT_OK_AND_ASSIGN(const auto store, SqlLaborStore::Open(path));
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest, store->GetLatestEdition());
  EXPECT_EQ(latest.name, "editions/old");
  ASSERT_OK_AND_ASSIGN(
      const auto all,
      store->ListEditions(INT64_MAX, 10, absl::InfiniteFuture()));
  EXPECT_EQ(all.size(), 1u);
  // And the publication can be made again.
  EXPECT_THAT(store->AddEdition(Edition("editions/new"),
                                "snapshot of editions/new", {}),
              IsOk());
}

// Publishes one edition after another, each again until it is answered.
class Publisher {
 public:
  explicit Publisher(LaborStore& store)
      : store_(store), thread_([this] { Publish(); }) {}
  // Waits until so many more are answered, however slow the machine is.
  void Await(int more) const {
    const int enough = answered_ + more;
    for (int i = 0; i < 6000 && answered_ < enough; ++i)
      absl::SleepFor(absl::Milliseconds(10));
  }
  // How many were answered, and how many calls failed.
  std::pair<int, int> Stop() {
    stopped_ = true;
    thread_.join();
    return {answered_, failed_};
  }

 private:
  void Publish() {
    while (!stopped_) {
      const std::string name = "editions/" + std::to_string(answered_ + 1);
      if (store_.AddEdition(Edition(name), "snapshot of " + name, {}).ok()) {
        ++answered_;
      } else {
        ++failed_;
        absl::SleepFor(absl::Milliseconds(1));
      }
    }
  }

  LaborStore& store_;
  std::atomic<bool> stopped_{false};
  std::atomic<int> answered_{0};
  int failed_ = 0;
  std::thread thread_;  // The last: it uses the others.
};

TEST(KilledServerTest, EveryAnsweredEditionIsThereOnceAndWhole) {
  testing::PostgresServer& server = testing::PostgresServer::Shared();
  ASSERT_OK_AND_ASSIGN(const auto store,
                       SqlLaborStore::Open(server.EmptyDatabase()));
  ReleaseRecord release;
  release.name = kRelease;
  release.digest = "digest";
  ASSERT_THAT(store->AddRelease(release, {}, TinySoc(), {}), IsOk());
  Publisher publisher(*store);
  for (int kill = 0; kill < 3; ++kill) {
    publisher.Await(7 + kill);
    server.Kill();
    server.Start();
  }
  publisher.Await(7);
  const auto [answered, failed] = publisher.Stop();
  EXPECT_GE(answered, 20) << "too little was done to tell";
  EXPECT_GE(failed, 3) << "the kills hit nothing";

  ASSERT_OK_AND_ASSIGN(
      const auto all,
      store->ListEditions(INT64_MAX, 100000, absl::InfiniteFuture()));
  // The last may be there although its call was not answered.
  EXPECT_THAT(static_cast<int>(all.size()),
              ::testing::AnyOf(answered, answered + 1));
  for (size_t i = 0; i < all.size(); ++i) {
    const auto number = static_cast<int64_t>(all.size() - i);
    EXPECT_EQ(all[i].sequence, number);
    EXPECT_EQ(all[i].name, "editions/" + std::to_string(number));
    EXPECT_THAT(all[i].releases, ::testing::ElementsAre(kRelease));
    EXPECT_THAT(store->ReadSnapshot(all[i].snapshot_sha256), IsOk());
  }
  ASSERT_OK_AND_ASSIGN(const EditionRecord latest, store->GetLatestEdition());
  EXPECT_EQ(latest.name, all[0].name);
}

// As version 2 of the schema kept editions: the snapshot whole.
absl::Status InsertOldEdition(storage::Connection& connection,
                              const std::string& name, int sequence) {
  const EditionRecord edition = Edition(name);
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto snapshot,
      connection.Prepare("INSERT INTO labor_snapshot VALUES ($1, $2)"));
  snapshot->BindText(1, edition.snapshot_sha256);
  snapshot->BindBlob(2, "snapshot of " + name);
  PLUMBLINE_RETURN_IF_ERROR(snapshot->Run());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto row,
      connection.Prepare("INSERT INTO labor_edition VALUES ($1, $2, $3, $4, "
                         "$5, '')"));
  row->Bind(name, sequence, edition.content_digest, edition.snapshot_sha256,
            int64_t{1'000'000} * sequence);
  return row->Run();
}

class OlderStoreTest : public ::testing::TestWithParam<bool> {};

TEST_P(OlderStoreTest, OpensAndKeepsWhatItHas) {
  const Place place(GetParam());
  const std::string& path = place.database();
  ReleaseRecord release;
  release.name = "sources/onet/releases/30.1";
  release.digest = "digest";
  {
    ASSERT_OK_AND_ASSIGN(const auto pool,
                         storage::OpenDatabase(path, {.service = "labor"},
                                               LaborMigrations().first(2)));
    ASSERT_THAT(
        InsertRelease(*pool->Writer(), release, {}, EncodeTables(TinySoc())),
        IsOk());
    ASSERT_THAT(InsertOldEdition(*pool->Writer(), "editions/1", 1), IsOk());
    ASSERT_THAT(InsertOldEdition(*pool->Writer(), "editions/2", 2), IsOk());
    ASSERT_THAT(pool->Writer()->Execute(
                    "INSERT INTO labor_latest VALUES (1, 'editions/1')"),
                IsOk());
  }
  ASSERT_OK_AND_ASSIGN(const auto store, SqlLaborStore::Open(path));
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables,
                       store->ReadTables(release.name));
  EXPECT_EQ(EncodeTables(tables), EncodeTables(TinySoc()));
  ASSERT_OK_AND_ASSIGN(const bool kept, store->KeepsOnet(release.name));
  EXPECT_FALSE(kept);
  // The roll-back has no time of its own.
  ASSERT_OK_AND_ASSIGN(const auto servings, store->Servings());
  ASSERT_EQ(servings.size(), 3u);
  EXPECT_EQ(servings[2].edition, "editions/1");
  EXPECT_EQ(servings[2].since, absl::FromUnixSeconds(2));
  ASSERT_OK_AND_ASSIGN(const EditionRecord first,
                       store->GetEdition("editions/1"));
  EXPECT_EQ(first.snapshot_bytes, 22);
  EXPECT_GT(first.added_bytes, 0);
  ASSERT_OK_AND_ASSIGN(const std::string bytes,
                       store->ReadSnapshot(first.snapshot_sha256));
  EXPECT_EQ(bytes, "snapshot of editions/1");
}

std::string StoreName(bool on_server) {
  return on_server ? "PostgreSql" : "Sqlite";
}

INSTANTIATE_TEST_SUITE_P(
    Killed, CrashTest, ::testing::Combine(::testing::Bool(), ::testing::Bool()),
    [](const auto& test) {
      return StoreName(std::get<0>(test.param)) +
             (std::get<1>(test.param) ? "AfterThePointerMoved"
                                      : "BeforeThePointerMoved");
    });
INSTANTIATE_TEST_SUITE_P(Older, OlderStoreTest, ::testing::Bool(),
                         [](const auto& test) {
                           return StoreName(test.param);
                         });

}  // namespace
}  // namespace plumbline::labor
