#include "clients/cli/program_import.h"

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::cli {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;

TEST(GroupFilesTest, OwnTablesOfAFolderGoTogetherAndOthersAlone) {
  const testing::TempDir dir;
  const auto folder = dir.path() / "ours";
  std::filesystem::create_directories(folder);
  for (const char* name :
       {"programs.csv", "providers.csv", "texas.csv", "notes.txt"}) {
    std::ofstream(folder / name) << "x";
  }
  ASSERT_OK_AND_ASSIGN(const auto groups, GroupFiles({dir.path().string()}));
  EXPECT_THAT(groups, ElementsAre(ElementsAre(folder / "programs.csv",
                                              folder / "providers.csv"),
                                  ElementsAre(folder / "texas.csv")));
}

TEST(GroupFilesTest, FilesThatAreNamedGoTogether) {
  const testing::TempDir dir;
  std::ofstream(dir.path() / "a.csv") << "x";
  std::ofstream(dir.path() / "b.txt") << "x";
  ASSERT_OK_AND_ASSIGN(const auto groups,
                       GroupFiles({(dir.path() / "a.csv").string(),
                                   (dir.path() / "b.txt").string()}));
  EXPECT_THAT(groups, ElementsAre(ElementsAre(dir.path() / "a.csv",
                                              dir.path() / "b.txt")));
  EXPECT_THAT(GroupFiles({(dir.path() / "none").string()}),
              HasReason("NOT_FOUND"));
}

}  // namespace
}  // namespace plumbline::cli
