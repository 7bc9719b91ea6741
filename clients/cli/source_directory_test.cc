#include "clients/cli/source_directory.h"

#include <fstream>
#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::cli {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;

sources::Descriptor Rule(const std::string& source, const std::string& path,
                         const std::string& release) {
  sources::Descriptor descriptor;
  descriptor.source = source;
  descriptor.releases = {{path, release}};
  return descriptor;
}

class SourceDirectoryTest : public ::testing::Test {
 protected:
  void Write(const std::string& path, const std::string& text) {
    const auto file = directory_.path() / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  testing::TempDir directory_;
};

TEST_F(SourceDirectoryTest, FilesOfOneReleaseComeTogether) {
  Write("data/oews/2023/national_M2023_dl.xlsx", "");
  Write("data/oews/2023/MSA_M2023_dl.xlsx", "");
  Write("data/oews/2024/national_M2024_dl.xlsx", "");
  Write("data/oews/2024/oddities/national_M2024_dl.xlsx", "");
  const std::vector<sources::Descriptor> descriptors = {
      Rule("oews", "oews/([0-9]{4})/[A-Za-z]+_M[0-9]{4}_dl\\.xlsx", "\\1-05")};
  ASSERT_OK_AND_ASSIGN(const auto found,
                       FindReleases(directory_.path() / "data", descriptors));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name, "sources/oews/releases/2023-05");
  EXPECT_THAT(
      found[0].files,
      ElementsAre(directory_.path() / "data/oews/2023/MSA_M2023_dl.xlsx",
                  directory_.path() / "data/oews/2023/national_M2023_dl.xlsx"));
  EXPECT_EQ(found[1].files.size(), 1u);
}

TEST_F(SourceDirectoryTest, SaysWhatIsWrongWithADescriptor) {
  Write("oews.json", R"({"source": "oews", "releases": [{"path": "x"}]})");
  EXPECT_THAT(ReadDescriptors(directory_.path()), HasReason("FILE_MALFORMED"));
  Write("oews.json", "{");
  EXPECT_THAT(ReadDescriptors(directory_.path()), HasReason("FILE_MALFORMED"));
  EXPECT_THAT(ReadDescriptors(directory_.path() / "none"),
              HasReason("NOT_FOUND"));
  EXPECT_THAT(FindReleases(directory_.path(), {Rule("s", "(", "1")}),
              HasReason("FILE_MALFORMED"));
}

TEST_F(SourceDirectoryTest, TheShippedDescriptorsFindTheSamples) {
  const std::filesystem::path project(PLUMBLINE_SOURCE_DIR);
  ASSERT_OK_AND_ASSIGN(const auto descriptors,
                       ReadDescriptors(project / "data/sources"));
  ASSERT_OK_AND_ASSIGN(const auto found,
                       FindReleases(project / "data/samples", descriptors));
  std::vector<std::string> names;
  for (const FoundRelease& release : found) names.push_back(release.name);
  EXPECT_THAT(
      names,
      ::testing::IsSupersetOf(
          {"sources/nj-licenses/releases/2024-03", "sources/onet/releases/30.1",
           "sources/oews/releases/2023-05", "sources/oews/releases/2024-05",
           "sources/rapids/releases/2020"}));
}

// Where the publishers keep the lists there is no folder for each release.
TEST_F(SourceDirectoryTest, TheShippedDescriptorsFindThePublishersLists) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::filesystem::path project(PLUMBLINE_SOURCE_DIR);
  ASSERT_OK_AND_ASSIGN(const auto descriptors,
                       ReadDescriptors(project / "data/sources"));
  ASSERT_OK_AND_ASSIGN(const auto found, FindReleases(data, descriptors));
  std::map<std::string, size_t> files;
  for (const FoundRelease& release : found)
    files[release.name] = release.files.size();
  EXPECT_EQ(files["sources/nj-licenses/releases/2024-03"], 1u);
  EXPECT_EQ(files["sources/rapids/releases/2020"], 1u);
}

}  // namespace
}  // namespace plumbline::cli
