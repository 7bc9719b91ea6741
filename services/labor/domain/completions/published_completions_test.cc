// Completions as they are published, and the sample that comes with the
// project.
#include <filesystem>
#include <numeric>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/completions/read_completions.h"

namespace plumbline::labor::completions {
namespace {

absl::StatusOr<ReleaseTables> ReadYear(const std::filesystem::path& directory,
                                       const std::string& awards,
                                       const std::string& places) {
  const std::string bytes = testing::ReadFile(directory / awards);
  const std::string institutions = testing::ReadFile(directory / places);
  const SourceFile files[] = {{awards, bytes}, {places, institutions}};
  return ReadCompletions(files);
}

struct Expected {
  const char* year;
  int64_t rows;
  int64_t totals;
  size_t institutions;
  int64_t awards;
  size_t without_county;
};

TEST(PublishedCompletionsTest, EveryRowIsTakenAndAddsUp) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const Expected years[] = {{"2023", 282322, 19308, 5960, 5297774, 5},
                            {"2024", 286979, 19384, 5869, 5459862, 5}};
  for (const Expected& expected : years) {
    SCOPED_TRACE(expected.year);
    const std::string year = expected.year;
    ASSERT_OK_AND_ASSIGN(
        const ReleaseTables release,
        ReadYear(data / "ipeds" / year, "c" + year + "_a.majornum1.csv",
                 "hd" + year + ".csv"));
    const CompletionTable& table = release.completions.at(0);
    EXPECT_EQ(table.counts.read, expected.rows);
    EXPECT_EQ(table.counts.rejected(), 0);
    EXPECT_EQ(table.directory_counts.rejected(), 0);
    EXPECT_EQ(static_cast<int64_t>(table.rows.size()),
              expected.rows - expected.totals);
    EXPECT_EQ(table.institutions.size(), expected.institutions);
    EXPECT_EQ(std::accumulate(table.rows.awards.begin(),
                              table.rows.awards.end(), int64_t{0}),
              expected.awards);
    size_t without = 0;
    for (const Institution& one : table.institutions) {
      without += one.county.empty();
    }
    EXPECT_EQ(without, expected.without_county);
    EXPECT_TRUE(release.report.Sorted().empty());
  }
}

TEST(PublishedCompletionsTest, TheSampleAddsUp) {
  const auto directory =
      std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "data/samples/ipeds/2024";
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadYear(directory, "c2024_a.csv", "hd2024.csv"));
  EXPECT_EQ(release.TotalRows().read, 36);
  EXPECT_EQ(release.TotalRows().rejected(), 0);
  EXPECT_TRUE(release.report.Sorted().empty());
  EXPECT_EQ(release.completions.at(0).institutions.size(), 6u);
}

}  // namespace
}  // namespace plumbline::labor::completions
