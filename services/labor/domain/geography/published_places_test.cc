// The lists of places as they are published, and our own.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/geography/read_places.h"

namespace plumbline::labor::geography {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

using Reader = absl::StatusOr<ReleaseTables> (*)(SourceFiles files);

absl::StatusOr<ReleaseTables> Read(Reader reader,
                                   const std::filesystem::path& path) {
  const std::string bytes = testing::ReadFile(path);
  const std::vector<SourceFile> files = {{path.filename().string(), bytes}};
  return reader(files);
}

struct Expected {
  const char* file;
  Reader reader;
  int64_t rows;
  size_t places;
  size_t containments;
  size_t changes;
};

TEST(PublishedPlacesTest, EveryRowOfEveryFileIsTaken) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const Expected files[] = {
      {"geo/usdol-llmd/CBSA_COUNTY.txt", ReadPlaces, 1236, 1236, 1236, 0},
      {"geo/usdol-llmd/NECTACBSA_COUNTY.txt", ReadPlaces, 72, 44, 72, 0},
      {"geo/usdol-llmd/la.area.txt", ReadPlaces, 8371, 3224, 0, 0},
      {"geo/bls-oe-2012/areas.csv", ReadOewsAreas, 641, 0, 0, 586},
  };
  for (const Expected& expected : files) {
    SCOPED_TRACE(expected.file);
    ASSERT_OK_AND_ASSIGN(const ReleaseTables release,
                         Read(expected.reader, data / expected.file));
    ASSERT_THAT(release.places, SizeIs(1));
    EXPECT_EQ(release.places[0].counts.read, expected.rows);
    EXPECT_EQ(release.places[0].counts.rejected(), 0);
    EXPECT_EQ(release.places[0].places.size(), expected.places);
    EXPECT_EQ(release.places[0].containments.size(), expected.containments);
    EXPECT_EQ(release.places[0].changes.size(), expected.changes);
    EXPECT_FALSE(release.report.IsFatal());
  }
}

std::vector<std::string> SuccessorsOf(const PlaceTable& table,
                                      const std::string& id) {
  std::vector<std::string> successors;
  for (const PlaceTable::Change& change : table.changes) {
    if (change.from == id) successors.push_back(change.to);
  }
  return successors;
}

// Eight counties became nine planning regions, which do not nest in them.
TEST(OwnPlacesTest, ConnecticutsCountiesBecamePlanningRegions) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      Read(ReadPlaces, std::filesystem::path(PLUMBLINE_SOURCE_DIR) /
                           "data/geography/region-changes/2024/"
                           "region_changes.csv"));
  const PlaceTable& table = release.places[0];
  EXPECT_EQ(table.counts.rejected(), 0);
  std::set<std::string> counties;
  std::set<std::string> regions;
  for (const PlaceTable::Change& change : table.changes) {
    if (change.from.rfind("us-county-09", 0) != 0) continue;
    EXPECT_EQ(change.since, "2022");
    counties.insert(change.from);
    regions.insert(change.to);
  }
  EXPECT_THAT(counties, SizeIs(8));
  EXPECT_THAT(regions, SizeIs(9));
  EXPECT_EQ(*regions.begin(), "us-county-09110");
  EXPECT_EQ(*regions.rbegin(), "us-county-09190");
  EXPECT_THAT(
      SuccessorsOf(table, "us-county-09001"),
      ElementsAre("us-county-09120", "us-county-09140", "us-county-09190"));
  EXPECT_THAT(SuccessorsOf(table, "us-cbsa-31100"),
              ElementsAre("us-cbsa-31080"));
}

TEST(OwnPlacesTest, EveryRowOfMembersIsTaken) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables release,
      Read(ReadPlaces, std::filesystem::path(PLUMBLINE_SOURCE_DIR) /
                           "data/geography/region-changes/2024/"
                           "region_members.csv"));
  EXPECT_EQ(release.places[0].counts.rejected(), 0);
  EXPECT_THAT(release.places[0].containments, SizeIs(7));
}

}  // namespace
}  // namespace plumbline::labor::geography
