#include "services/common/telemetry/log.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::telemetry {
namespace {

using ::plumbline::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class LogTest : public ::testing::Test {
 protected:
  void SetUp() override { StartLogging("labor", Level::kInfo); }

  std::vector<nlohmann::json> Lines() {
    std::vector<nlohmann::json> lines;
    std::istringstream in(stream_.str());
    for (std::string line; std::getline(in, line);)
      lines.push_back(nlohmann::json::parse(line));
    return lines;
  }

  std::ostringstream stream_;
  CaptureLog capture_{stream_};
};

TEST_F(LogTest, LineHasTheFixedKeysFirstAndTypedFields) {
  Info("imported",
       {{"release", "onet/30.1"}, {"rows", 7}, {"ms", 1.5}, {"again", false}});
  EXPECT_THAT(
      stream_.str(),
      MatchesRegex(
          "\\{\"ts\":\"....-..-..T..:..:..\\....Z\",\"level\":\"info\","
          "\"service\":"
          "\"labor\",\"msg\":\"imported\",\"release\":\"onet/30.1\",\"rows\":7,"
          "\"ms\":1.5,\"again\":false\\}\n"));
}

TEST_F(LogTest, AnyTextStaysOnOneLineOfValidJson) {
  const std::string hostile = "a\"b\\c\nd\r\t\x01 {}%v %d ünï";
  Warning(hostile, {{"value", hostile}, {"bytes", "\xff\xfe"}});
  const auto lines = Lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["msg"], hostile);
  EXPECT_EQ(lines[0]["value"], hostile);
  EXPECT_EQ(lines[0]["bytes"], "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_F(LogTest, LowerLevelsAreNotWritten) {
  Debug("no");
  StartLogging("labor", Level::kError);
  Warning("no");
  Error("yes");
  StartLogging("labor", Level::kOff);
  Error("no");
  const auto lines = Lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["msg"], "yes");
}

TEST_F(LogTest, FieldCannotReplaceAFixedKey) {
  Info("kept", {{"level", "error"}, {"msg", "other"}});
  EXPECT_EQ(Lines()[0]["level"], "info");
  EXPECT_EQ(Lines()[0]["msg"], "kept");
}

TEST_F(LogTest, LinesOfSeveralThreadsDoNotMix) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([i] {
      for (int n = 0; n < 50; ++n) Info("tick", {{"thread", i}, {"n", n}});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Lines().size(), 200u);
}

TEST(ParseLevelTest, KnowsItsNames) {
  ASSERT_OK_AND_ASSIGN(const Level level, ParseLevel("warning"));
  EXPECT_EQ(level, Level::kWarning);
  EXPECT_THAT(ParseLevel("loud"), StatusIs(absl::StatusCode::kInvalidArgument,
                                           HasSubstr("\"loud\"")));
}

}  // namespace
}  // namespace plumbline::telemetry
