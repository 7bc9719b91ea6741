// Pulls the plug at various moments and looks whether anything was lost or half
// done.

#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "tests/integration/full_disk.h"
#include "tests/integration/house.h"

namespace plumbline::integration {
namespace {

TEST(CrashTest, WhatWasPublishedIsThereAfterThePlugWasPulled) {
  const testing::TempDir directory;
  std::string verdicts;
  std::string edition_name;
  {
    ASSERT_OK_AND_ASSIGN(House house,
                         House::AsOne(PLUMBLINE_BIN, directory.path()));
    ASSERT_OK(house.ImportReleases(SamplesDir()));
    ASSERT_OK(house.ImportPrograms(SamplesDir() / "programs"));
    ASSERT_OK_AND_ASSIGN(const auto edition, house.Publish());
    ASSERT_OK_AND_ASSIGN(const auto run, house.Score({"regions/us"}));
    verdicts = run.verdicts_sha256();
    edition_name = edition.name();
    house.processes()[0].Kill();
  }
  ASSERT_OK_AND_ASSIGN(House house,
                       House::AsOne(PLUMBLINE_BIN, directory.path()));
  ASSERT_OK_AND_ASSIGN(const auto edition,
                       house.labor().GetEdition("editions/latest"));
  EXPECT_EQ(edition.name(), edition_name);
  ASSERT_OK_AND_ASSIGN(const auto run, house.alignment().GetRun("runs/latest"));
  EXPECT_EQ(run.verdicts_sha256(), verdicts);
}

// Kills the process while releases are imported, starts it again and imports
// all of them: the edition is the one of a house that was never disturbed.
TEST(CrashTest, AnImportThatWasKilledIsDoneAgainWithTheSameResult) {
  constexpr int kKills = 6;
  const testing::TempDir directory;
  ASSERT_OK_AND_ASSIGN(House calm,
                       House::AsOne(PLUMBLINE_BIN, directory.path() / "calm"));
  ASSERT_OK(calm.ImportReleases(SamplesDir()));
  ASSERT_OK_AND_ASSIGN(const auto expected, calm.Publish());

  int hit_an_import = 0;
  for (int i = 0; i < kKills; ++i) {
    ASSERT_OK_AND_ASSIGN(
        House house, House::AsOne(PLUMBLINE_BIN, directory.path() / "killed"));
    std::thread plug([&] {
      absl::SleepFor(absl::Milliseconds(15 + 35 * i));
      house.processes()[0].Kill();
    });
    if (!house.ImportReleases(SamplesDir()).ok()) ++hit_an_import;
    plug.join();
  }
  // Otherwise nothing was tested.
  EXPECT_GT(hit_an_import, 0);
  ASSERT_OK_AND_ASSIGN(
      House house, House::AsOne(PLUMBLINE_BIN, directory.path() / "killed"));
  ASSERT_OK(house.ImportReleases(SamplesDir()));
  ASSERT_OK_AND_ASSIGN(const auto edition, house.Publish());
  EXPECT_EQ(edition.snapshot_sha256(), expected.snapshot_sha256());
}

// Gives the disk a little more room each time until a run fits: before, nothing
// of it is there.
TEST(CrashTest, ARunOnAFullDiskIsThereAsAWholeOrNotAtAll) {
  constexpr uintmax_t kMoreRoom = 80 * 1024;
  constexpr char kId[] = "6f1d8f6a-8c3e-4c0e-9d07-1f7b8a4f5a01";
  const testing::TempDir directory;
  const auto full = directory.path() / "full";
  {
    ASSERT_OK_AND_ASSIGN(House house, House::AsOne(PLUMBLINE_BIN, full));
    ASSERT_OK(house.ImportReleases(SamplesDir()));
    ASSERT_OK(house.ImportPrograms(SamplesDir() / "programs"));
    ASSERT_OK(house.Publish());
    EXPECT_EQ(house.processes()[0].Terminate(), 0);
  }
  const auto roomy = directory.path() / "roomy";
  std::filesystem::copy(full, roomy, std::filesystem::copy_options::recursive);
  ASSERT_OK_AND_ASSIGN(House calm, House::AsOne(PLUMBLINE_BIN, roomy));
  ASSERT_OK_AND_ASSIGN(const auto expected, calm.Score({"regions/us"}));
  alignment::v1::Run asked;
  *asked.mutable_policies() = expected.policies();
  *asked.mutable_regions() = expected.regions();

  const FullDisk later(RLIM_INFINITY);
  ASSERT_OK_AND_ASSIGN(House house, House::AsOne(PLUMBLINE_BIN, full,
                                                 {"--scoring-lease", "50ms"}));
  absl::StatusOr<alignment::v1::Run> run = absl::UnknownError("not tried");
  int failures = 0;
  for (uintmax_t room = 0; !run.ok() && room < 100 * kMoreRoom;
       room += kMoreRoom) {
    FullDisk::MakeRoomFor(house.processes()[0].pid(), 32 * 1024 + room);
    run = house.alignment().CreateRun(asked, kId);
    if (run.ok()) break;
    ++failures;
    EXPECT_THAT(run, testing::HasReason(base::reason::kStorageFailed));
    const auto none = house.alignment().ListRuns();
    ASSERT_OK(none);
    EXPECT_TRUE(none->empty());
    EXPECT_OK(house.alignment().ListPolicies()) << "what is there is read";
  }
  ASSERT_OK(run);
  EXPECT_EQ(run->verdicts_sha256(), expected.verdicts_sha256());
  EXPECT_EQ(run->written_count(), expected.written_count());
  EXPECT_GT(failures, 3) << "otherwise too little was tested";
  ASSERT_OK_AND_ASSIGN(const auto runs, house.alignment().ListRuns());
  EXPECT_EQ(runs.size(), 1u);
}

}  // namespace
}  // namespace plumbline::integration
