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
  EXPECT_THAT(
      groups,
      ElementsAre(
          FileGroup{{folder / "programs.csv", folder / "providers.csv"}, false},
          FileGroup{{folder / "texas.csv"}, false}));
}

TEST(GroupFilesTest, FilesThatAreNamedGoTogether) {
  const testing::TempDir dir;
  const auto a = dir.path() / "a.csv";
  const auto b = dir.path() / "b.txt";
  std::ofstream(a) << "x";
  std::ofstream(b) << "x";
  ASSERT_OK_AND_ASSIGN(const auto groups, GroupFiles({a.string(), b.string()}));
  EXPECT_THAT(groups, ElementsAre(FileGroup{{a, b}, true}));
  EXPECT_THAT(GroupFiles({(dir.path() / "none").string()}),
              HasReason("NOT_FOUND"));
}

}  // namespace
}  // namespace plumbline::cli
