#include "services/common/config/process.h"

#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::config {
namespace {

using ::plumbline::testing::HasReason;

TEST(ProcessTest, MakesTheStateDirectoryForItsOwnerAlone) {
  const testing::TempDir dir;
  const auto state = dir.path() / "a" / "b";
  ASSERT_OK(Prepare("test", {.state_dir = state.string()}));
  EXPECT_EQ(std::filesystem::status(state).permissions(),
            std::filesystem::perms::owner_all);
}

TEST(ProcessTest, SaysWhenTheStateDirectoryCannotBeMade) {
  const testing::TempDir dir;
  std::ofstream(dir.path() / "file") << "in the way";
  EXPECT_THAT(
      Prepare("test", {.state_dir = (dir.path() / "file" / "x").string()}),
      HasReason("STORAGE_FAILED"));
}

TEST(ProcessTest, WritesItsAddressAndEndsOnSigterm) {
  const testing::TempDir dir;
  const std::string file = (dir.path() / "address").string();
  ASSERT_OK(Prepare("test", {.state_dir = dir.path().string()}));
  std::string address;
  const absl::Status status = ServeUntilTerminated(
      {.state_dir = dir.path().string(), .address_file = file}, {},
      {.serving = [](rpc::Server&) { raise(SIGTERM); }});
  EXPECT_OK(status);
  std::ifstream(file) >> address;
  EXPECT_THAT(address, ::testing::MatchesRegex("127\\.0\\.0\\.1:[0-9]+"));
}

TEST(ProcessTest, ACommandLineThatIsNotUnderstoodIsTwo) {
  CLI::App app("test", "test");
  ProcessSettings settings;
  AddProcessOptions(app, settings);
  std::string name = "test";
  std::string flag = "--nonsense";
  char* argv[] = {name.data(), flag.data(), nullptr};
  EXPECT_EQ(Main(app, 2, argv, [] { return absl::OkStatus(); }), 2);
}

}  // namespace
}  // namespace plumbline::config
