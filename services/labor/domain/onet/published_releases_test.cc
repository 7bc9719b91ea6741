// The reader on the full releases: row counts per file as an independent count
// of the publisher's files gives them.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/onet/read_onet.h"

namespace plumbline::labor::onet {
namespace {

absl::StatusOr<ReleaseTables> ReadZips(
    const std::vector<std::filesystem::path>& paths) {
  std::vector<std::string> bytes;
  for (const auto& path : paths) bytes.push_back(testing::ReadFile(path));
  std::vector<SourceFile> files;
  for (size_t i = 0; i < paths.size(); ++i) {
    files.push_back({paths[i].filename().string(), bytes[i]});
  }
  return ReadOnet(files);
}

int64_t CountOf(const ReleaseTables& release, const std::string& rule) {
  const auto& counts = release.report.counts_by_rule();
  const auto found = counts.find(rule);
  return found == counts.end() ? 0 : found->second;
}

std::map<std::string, size_t> RatingRows(const OnetTables& tables) {
  std::map<std::string, size_t> rows;
  for (const RatingTable& table : tables.ratings) {
    rows[table.file] = table.size();
  }
  return rows;
}

TEST(PublishedReleasesTest, December2025) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadZips({data / "onet/30.1/db_30_1_text.zip"}));
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(release.reference_period, "30.1");
  const OnetTables& tables = *release.onet;
  EXPECT_EQ(tables.occupations.size(), 1016u);
  EXPECT_EQ(tables.alternate_titles.size(), 56505u);
  EXPECT_EQ(tables.reported_titles.size(), 7955u);
  EXPECT_EQ(tables.tasks.size(), 18796u);
  EXPECT_EQ(tables.task_activities.size(), 23850u);
  EXPECT_EQ(tables.dwas.size(), 2087u);
  EXPECT_EQ(tables.iwas.size(), 332u);
  EXPECT_EQ(tables.technologies.size(), 32773u);
  EXPECT_EQ(tables.tools.size(), 41662u);
  EXPECT_EQ(tables.job_zones.size(), 923u);
  EXPECT_EQ(tables.job_zone_reference.size(), 5u);
  EXPECT_EQ(tables.related_occupations.size(), 18460u);
  EXPECT_EQ(tables.scales.size(), 31u);
  EXPECT_EQ(RatingRows(tables),
            (std::map<std::string, size_t>{
                {"Education, Training, and Experience.txt", 37125},
                {"Interests.txt", 8307},
                {"Knowledge.txt", 59004},
                {"Skills.txt", 62580},
                {"Work Styles.txt", 37422},
                {"Work Values.txt", 7865}}));
  // One work value is 0.00 on a scale that begins at 1.
  EXPECT_EQ(release.onet_counts.rejected(), 1);
  EXPECT_EQ(CountOf(release, "scale-bounds"), 1);
  // The rows of all 36 tables of the archive.
  EXPECT_EQ(release.onet_counts.read, 456496);
}

TEST(PublishedReleasesTest, August2024HasTwoTitlesTwice) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                       ReadZips({data / "onet/29.0/db_29_0_text.zip"}));
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(release.reference_period, "29.0");
  EXPECT_EQ(release.onet->alternate_titles.size(), 55120u);
  EXPECT_EQ(CountOf(release, "title-duplicate"), 2);
  EXPECT_EQ(RatingRows(*release.onet).at("Work Styles.txt"), 14064u);
  EXPECT_EQ(RatingRows(*release.onet).at("Skills.txt"), 61530u);
}

TEST(PublishedReleasesTest, OverlayAddsValuesThatHaveNoErrors) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadZips({data / "onet/30.1/values-only/db_30_1_text_values_only.zip",
                data / "onet/30.1/db_30_1_text.zip"}));
  EXPECT_FALSE(release.report.IsFatal());
  const auto rows = RatingRows(*release.onet);
  EXPECT_EQ(rows.at("Abilities.txt"), 92976u);
  EXPECT_EQ(rows.at("Work Activities.txt"), 73308u);
  for (const RatingTable& table : release.onet->ratings) {
    if (table.kind != RatingKind::kAbilities) continue;
    EXPECT_TRUE(table.value.front().present());
    EXPECT_FALSE(table.standard_error.front().present());
    EXPECT_FALSE(table.respondents.front().present());
  }
}

TEST(PublishedReleasesTest, LayoutOf303IsReadAsItIs) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      ReadZips({data / "onet/30.3-partial/db_30_3_text.partial.zip"}));
  EXPECT_FALSE(release.report.IsFatal());
  EXPECT_EQ(release.reference_period, "30.3");
  EXPECT_EQ(
      RatingRows(*release.onet),
      (std::map<std::string, size_t>{{"Education.txt", 11100},
                                     {"Essential Skills.txt", 17880},
                                     {"Knowledge.txt", 59004},
                                     {"Training and Experience.txt", 26025},
                                     {"Transferable Skills.txt", 44700},
                                     {"Work Styles.txt", 37422}}));
  EXPECT_EQ(release.onet_counts.rejected(), 0);
}

}  // namespace
}  // namespace plumbline::labor::onet
