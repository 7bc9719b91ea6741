#include "services/labor/domain/regions/region_id.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::HasReason;

std::string OewsId(absl::string_view code, absl::string_view title = "",
                   absl::string_view primary_state = "", int type = 0) {
  const auto region = OewsRegion({.code = code,
                                  .title = title,
                                  .type = type,
                                  .primary_state = primary_state},
                                 "oews-2023");
  return region.ok() ? region->id : region.status().ToString();
}

TEST(OewsRegionTest, TheSamePlaceHasTheSameIdInEveryWidth) {
  EXPECT_EQ(OewsId("35620"), "us-cbsa-35620");
  EXPECT_EQ(OewsId("0035620"), "us-cbsa-35620");
  EXPECT_EQ(OewsId("042660"), "us-cbsa-42660");
  EXPECT_EQ(OewsId("3.562E4"), "us-cbsa-35620");
  EXPECT_EQ(OewsId("71650"), "us-necta-71650");
  EXPECT_EQ(OewsId("530006"), "us-bos-5300006");
  EXPECT_EQ(OewsId("5300006"), "us-bos-5300006");
}

TEST(OewsRegionTest, NationAndStatesInEveryWidth) {
  EXPECT_EQ(OewsId("99", "U.S.", "US", 1), "us");
  EXPECT_EQ(OewsId("0000000"), "us");
  EXPECT_EQ(OewsId("36"), "us-ny");
  EXPECT_EQ(OewsId("000053"), "us-wa");
  EXPECT_EQ(OewsId("3600000"), "us-ny");
  EXPECT_EQ(OewsId("6", "California", "CA", 2), "us-ca");
}

TEST(OewsRegionTest, ALostLeadingZeroIsToldByTheState) {
  EXPECT_EQ(OewsId("0100001"), "us-bos-0100001");
  EXPECT_EQ(OewsId("100001", "", "AL"), "us-bos-0100001");
  EXPECT_EQ(OewsId("100001", "", "DE"), "us-bos-1000001");
  EXPECT_EQ(OewsId("200001", "Alaska nonmetropolitan area"), "us-bos-0200001");
}

TEST(OewsRegionTest, ParentIsThePrimaryState) {
  const auto parent = [](absl::string_view title, absl::string_view state) {
    return OewsRegion({.code = "38900", .title = title, .primary_state = state},
                      "oews-2023")
        ->parent;
  };
  EXPECT_EQ(parent("Portland-Vancouver-Hillsboro, OR-WA", "OR"), "us-or");
  EXPECT_EQ(parent("Portland-Vancouver-Hillsboro, OR-WA", ""), "us-or");
  EXPECT_EQ(parent("Portland", ""), "us");
}

TEST(OewsRegionTest, RefusesWhatIsNoArea) {
  for (absl::string_view code :
       {"", "x", "3", "123", "9999", "-35620", "99999999", "9900001"}) {
    EXPECT_THAT(OewsRegion({.code = code}, "v"),
                HasReason(base::reason::kRegionUnknown))
        << code;
  }
  EXPECT_THAT(OewsRegion({.code = "36", .type = 4}, "v"),
              HasReason(base::reason::kRegionUnknown));
}

std::string CaliforniaId(absl::string_view name) {
  const auto region = CaliforniaRegion("Metropolitan Area", name, "v");
  return region.ok() ? region->id : region.status().ToString();
}

TEST(CaliforniaRegionTest, TheCountiesMakeTheIdAndNamesDoNot) {
  EXPECT_EQ(CaliforniaId("Anaheim-Santa Ana-Irvine MD (Orange County)"),
            "us-ca-orange");
  EXPECT_EQ(CaliforniaId("Sacramento--Roseville--Arden-Arcade MSA (El Dorado, "
                         "Placer, Sacramento, and Yolo Counties)"),
            "us-ca-el-dorado-placer-sacramento-yolo");
  EXPECT_EQ(CaliforniaId("Sacramento-Roseville-Folsom MSA (Yolo, Placer, El "
                         "Dorado and Sacramento Counties)"),
            "us-ca-el-dorado-placer-sacramento-yolo");
  EXPECT_EQ(CaliforniaId("Fresno MSA (Fresno and Madera Counties)"),
            "us-ca-fresno-madera");
}

TEST(CaliforniaRegionTest, StateAndBadNames) {
  EXPECT_EQ(CaliforniaRegion("State", "California", "v")->id, "us-ca");
  EXPECT_THAT(CaliforniaRegion("Metropolitan Area", "Chico MSA", "v"),
              HasReason(base::reason::kRegionUnknown));
  EXPECT_THAT(CaliforniaRegion("Metropolitan Area", ")Chico(", "v"),
              HasReason(base::reason::kRegionUnknown));
}

TEST(StateTest, EveryStateIsFoundByAllOfItsKeys) {
  std::set<int> codes;
  for (const State& state : AllStates()) {
    codes.insert(state.fips);
    EXPECT_EQ(StateByFips(state.fips), &state);
    EXPECT_EQ(StateByPostal(state.postal), &state);
    EXPECT_EQ(StateByName(state.name), &state);
  }
  EXPECT_EQ(codes.size(), 54u);
  EXPECT_EQ(StateByPostal("US"), nullptr);
  EXPECT_EQ(StateByFips(3), nullptr);
}

TEST(NewYorkLaborRegionTest, NameMakesTheId) {
  EXPECT_EQ(NewYorkLaborRegion("Capital Region", "v").id,
            "us-ny-lmr-capital-region");
  EXPECT_EQ(Slug("--A  b--"), "a-b");
}

}  // namespace
}  // namespace plumbline::labor
