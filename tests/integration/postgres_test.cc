// The house on a PostgreSQL server says what it says on files, and outlives the
// server.

#include <cstdlib>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/postgres_server.h"
#include "services/common/testing/status_matchers.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

// What a house found, as digests that cover every byte of it.
struct Findings {
  std::string snapshot;
  std::string verdicts;
};

absl::StatusOr<Findings> Find(House& house) {
  absl::Status status = house.ImportReleases(SamplesDir());
  if (status.ok()) status = house.ImportPrograms(SamplesDir() / "programs");
  if (!status.ok()) return status;
  const auto edition = house.Publish();
  if (!edition.ok()) return edition.status();
  const auto run = house.Score({"regions/us"});
  if (!run.ok()) return run.status();
  return Findings{edition->snapshot_sha256(), run->verdicts_sha256()};
}

// The latest edition's snapshot, once the database can be read again.
std::string SnapshotWithin(House& house, absl::Duration patience) {
  const absl::Time deadline = absl::Now() + patience;
  while (absl::Now() < deadline) {
    const auto edition = house.labor().GetEdition("editions/latest");
    if (edition.ok()) return edition->snapshot_sha256();
    absl::SleepFor(absl::Milliseconds(20));
  }
  return "not within the time";
}

TEST(PostgresHouseTest, SaysWhatItSaysOnFilesAndOutlivesTheServer) {
  const testing::TempDir directory;
  ASSERT_OK_AND_ASSIGN(House on_files,
                       House::AsOne(PLUMBLINE_BIN, directory.path() / "files"));
  ASSERT_OK_AND_ASSIGN(const Findings expected, Find(on_files));

  testing::PostgresServer& server = testing::PostgresServer::Shared();
  setenv("PLUMBLINE_DATABASE", server.EmptyDatabase().c_str(), 1);
  {
    ASSERT_OK_AND_ASSIGN(
        House house, House::AsOne(PLUMBLINE_BIN, directory.path() / "server"));
    ASSERT_OK_AND_ASSIGN(const Findings found, Find(house));
    EXPECT_EQ(found.snapshot, expected.snapshot);
    EXPECT_EQ(found.verdicts, expected.verdicts);
    server.Kill();
    EXPECT_FALSE(house.labor().GetEdition("editions/latest").ok());
    server.Start();
    EXPECT_EQ(SnapshotWithin(house, absl::Seconds(10)), expected.snapshot);
    house.processes()[0].Kill();
  }
  // Another machine: the directory of the first is not there.
  ASSERT_OK_AND_ASSIGN(House house,
                       House::AsOne(PLUMBLINE_BIN, directory.path() / "other"));
  unsetenv("PLUMBLINE_DATABASE");
  ASSERT_OK_AND_ASSIGN(const auto run, house.alignment().GetRun("runs/latest"));
  EXPECT_EQ(run.verdicts_sha256(), expected.verdicts);
  EXPECT_EQ(SnapshotWithin(house, absl::Seconds(10)), expected.snapshot);
}

}  // namespace
}  // namespace plumbline::integration
