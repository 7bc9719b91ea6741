#include "services/labor/domain/geography/read_places.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor::geography {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ReleaseTables Read(const std::string& path, const std::string& text) {
  const std::vector<SourceFile> files = {{path, text}};
  auto release = ReadPlaces(files);
  EXPECT_TRUE(release.ok()) << release.status();
  return release.ok() ? *std::move(release) : ReleaseTables();
}

int64_t CountOf(const ReleaseTables& release, const std::string& rule) {
  const auto& counts = release.report.counts_by_rule();
  const auto found = counts.find(rule);
  return found == counts.end() ? 0 : found->second;
}

constexpr char kCbsaHeader[] =
    "areacode\tarea_fips\tmsa_title\tst_title\tcomponent_code\tst_fips\t"
    "cnty_fips\tcomponent_title\r\n";

TEST(ReadPlacesTest, ACountyLiesInItsMetropolitanAreaWhateverItsZeros) {
  const ReleaseTables release =
      Read("CBSA_COUNTY.txt",
           std::string(kCbsaHeader) +
               "MT170200000000\t17020\tChico, CA\tCalifornia\tCN0670000000\t06"
               "\t7\tButte County\r\n");
  ASSERT_THAT(release.places, SizeIs(1));
  const PlaceTable& table = release.places[0];
  ASSERT_THAT(table.places, SizeIs(1));
  EXPECT_EQ(table.places[0].id, "us-county-06007");
  EXPECT_EQ(table.places[0].title, "Butte County, CA");
  ASSERT_THAT(table.containments, SizeIs(1));
  EXPECT_EQ(table.containments[0].inner, "us-county-06007");
  EXPECT_EQ(table.containments[0].outer, "us-cbsa-17020");
  EXPECT_EQ(table.containments[0].delineation, "2013");
  EXPECT_EQ(table.containments[0].source_row, 2u);
  EXPECT_FALSE(table.containments[0].partial);
}

TEST(ReadPlacesTest, RejectsWhatIsNoCountyNoAreaOrLiesInTwoAreas) {
  const ReleaseTables release =
      Read("CBSA_COUNTY.txt",
           std::string(kCbsaHeader) +
               "a\t17020\tChico, CA\tCalifornia\tc\t06\t7\tButte County\r\n"
               "a\t17020\tChico, CA\tNowhere\tc\t03\t7\tNo County\r\n"
               "a\tABCDE\tChico, CA\tCalifornia\tc\t06\t9\tCalaveras County\r\n"
               "a\t39820\tRedding, CA\tCalifornia\tc\t06\t7\tButte County\r\n");
  EXPECT_EQ(CountOf(release, "county-code"), 1);
  EXPECT_EQ(CountOf(release, "area-code"), 1);
  EXPECT_EQ(CountOf(release, "county-twice"), 1);
  EXPECT_THAT(release.places[0].containments, SizeIs(1));
  EXPECT_EQ(release.places[0].counts.read, 4);
  EXPECT_EQ(release.places[0].counts.accepted, 1);
}

TEST(ReadPlacesTest, ANectaHasAPartOfACountyAndDoesNotContainIt) {
  const ReleaseTables release =
      Read("NECTACBSA_COUNTY.txt",
           "msa_code\tarea_fips\tmsa_title\tcounty_title\tst_fips\tcnty_fips\t"
           "county_code\n"
           "m\t71950\tBridgeport, CT\tFairfield County, CT\t09\t001\tc\n"
           "m\t72850\tDanbury, CT\tFairfield County, CT\t09\t001\tc\n");
  ASSERT_THAT(release.places[0].containments, SizeIs(2));
  EXPECT_TRUE(release.places[0].containments[0].partial);
  EXPECT_EQ(release.places[0].containments[1].outer, "us-necta-72850");
  EXPECT_EQ(CountOf(release, "county-twice"), 0);
}

TEST(ReadPlacesTest, TakesTheCountiesAmongLaborAreas) {
  const ReleaseTables release =
      Read("la.area.txt",
           "area_type_code\tarea_code\tarea_text\tdisplay_level\tselectable\t"
           "sort_sequence\r\n"
           "A\tST0600000000000\tCalifornia\t0\tT\t1\r\n"
           "F\tCN0600700000000\tButte County, CA\t0\tT\t2\r\n"
           "F\tCN06\tBroken County, CA\t0\tT\t3\r\n");
  ASSERT_THAT(release.places[0].places, SizeIs(1));
  EXPECT_EQ(release.places[0].places[0].id, "us-county-06007");
  EXPECT_EQ(CountOf(release, "other-areas"), 1);
  EXPECT_EQ(CountOf(release, "county-code"), 1);
}

TEST(ReadPlacesTest, ChangesNeedTwoRegionsAYearAndACitation) {
  const ReleaseTables release =
      Read("region_changes.csv",
           "From,From title,To,To title,Since,Citation\n"
           "us-county-09001,Fairfield,us-county-09120,Bridgeport,2022,FR\n"
           "us-county-09001,Fairfield,us-county-09120,Bridgeport,2022,FR\n"
           "us-county-00001,Nowhere,us-county-09120,Bridgeport,2022,FR\n"
           "us-county-09001,Fairfield,us-county-09001,Fairfield,2022,FR\n"
           "us-county-09001,Fairfield,us-county-09140,Valley,soon,FR\n"
           "us-county-09001,Fairfield,us-county-09190,West,2022,\n");
  ASSERT_THAT(release.places[0].changes, SizeIs(1));
  EXPECT_EQ(release.places[0].changes[0].since, "2022");
  // What a county became is a county.
  ASSERT_THAT(release.places[0].places, SizeIs(1));
  EXPECT_EQ(release.places[0].places[0].id, "us-county-09120");
  EXPECT_EQ(CountOf(release, "region-id"), 2);
  EXPECT_EQ(CountOf(release, "year"), 1);
  EXPECT_EQ(CountOf(release, "citation-missing"), 1);
  EXPECT_EQ(CountOf(release, "place-twice"), 1);
}

TEST(ReadPlacesTest, ASetNamesItsMembersAndAnAreaItsCounties) {
  const ReleaseTables release =
      Read("members.csv",
           "Region,Region title,Member,Delineation,Citation\n"
           "us-set-valley,The Valley,us-county-06007,,Board minutes\n"
           "us-set-valley,The Valley,us-ca-kern,,Board minutes\n"
           "us-cbsa-14860,Bridgeport,us-county-09120,2023,OMB\n"
           "us-cbsa-14860,Bridgeport,us-county-09190,,OMB\n"
           "us-set-valley,The Valley,us,,Board minutes\n"
           "us-set-all,All,us-set-valley,,Board minutes\n"
           "us-ca-kern,Kern,us-county-06029,,EDD\n");
  ASSERT_THAT(release.places[0].places, SizeIs(1));
  EXPECT_EQ(release.places[0].places[0].kind, RegionKind::kComposed);
  EXPECT_THAT(release.places[0].containments, SizeIs(3));
  EXPECT_EQ(CountOf(release, "year"), 1);
  EXPECT_EQ(CountOf(release, "region-id"), 3);
}

TEST(ReadPlacesTest, AFileWithoutTheseHeadingsIsAnotherLayout) {
  const std::vector<SourceFile> files = {{"x.csv", "a,b\n1,2\n"}};
  EXPECT_THAT(ReadPlaces(files), HasReason(base::reason::kLayoutUnknown));
  EXPECT_THAT(ReadOewsAreas(files), HasReason(base::reason::kLayoutUnknown));
}

TEST(ReadOewsAreasTest, OldAreasAreRegionsOfThePast) {
  const std::vector<SourceFile> files = {
      {"areas.csv",
       "0000000,National,N\n0600000,California,S\n"
       "0031100,\"Los Angeles-Long Beach-Santa Ana, CA\",M\n"
       "7200001,Puerto Rico nonmetropolitan area 1,M\n99,Short,M\n"}};
  ASSERT_OK_AND_ASSIGN(const ReleaseTables release, ReadOewsAreas(files));
  ASSERT_THAT(release.places[0].changes, SizeIs(2));
  EXPECT_EQ(release.places[0].changes[0].from, "us-bos-7200001");
  EXPECT_EQ(release.places[0].changes[1].from, "us-cbsa-31100");
  EXPECT_THAT(release.places[0].changes[1].to, IsEmpty());
  EXPECT_EQ(release.places[0].changes[1].source_row, 3u);
  EXPECT_EQ(CountOf(release, "area-code"), 1);
  EXPECT_EQ(release.places[0].counts.accepted, 4);
}

}  // namespace
}  // namespace plumbline::labor::geography
