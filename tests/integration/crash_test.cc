// Pulls the plug at various moments and looks whether anything was lost or half
// done.

#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
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

}  // namespace
}  // namespace plumbline::integration
