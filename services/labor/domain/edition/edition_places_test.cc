// How the regions of an edition lie in each other.
#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "services/labor/domain/regions/region_id.h"
#include "services/labor/domain/testing/tiny_releases.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A release that prints figures for these regions.
ReleaseTables Prints(const std::vector<Region>& regions) {
  ReleaseTables release;
  FigureTable table;
  table.file = "figures.csv";
  table.reference_period = "2023-05";
  table.scheme = vocabulary::OccupationScheme::kOews2018;
  table.regions = regions;
  table.columns.push_back({vocabulary::Measure::kEmployment, "EMP", {}});
  for (uint32_t i = 0; i < regions.size(); ++i) {
    table.row_regions.push_back(i);
    table.row_codes.push_back(vocabulary::SocCode::FromDigits(0));
    table.row_levels.push_back(vocabulary::SocLevel::kTotal);
    table.source_rows.push_back(i + 2);
    table.columns[0].figures.push_back(vocabulary::Figure::Published(1));
  }
  release.figures.push_back(std::move(table));
  return release;
}

Region Metro(const std::string& id, const std::string& parent,
             const std::string& vintage = "oews-2023") {
  return {id, id, RegionKind::kMetropolitan, vintage, parent};
}

Region California(const std::string& title) {
  return *CaliforniaRegion("Metropolitan Area", title, "ca-edd-2030");
}

PlaceTable::Place County(const std::string& id, const std::string& title) {
  return {id, title, RegionKind::kCounty, 2};
}

PlaceTable::Containment In(const std::string& county, const std::string& area) {
  return {county, area, area, false, 2, "2013"};
}

// Five counties of California and what they lie in.
ReleaseTables Counties() {
  ReleaseTables release;
  PlaceTable table;
  table.file = "counties.txt";
  table.vintage = "counties-2019";
  table.places = {County("us-county-06007", "Butte County, CA"),
                  County("us-county-06011", "Colusa County, CA"),
                  County("us-county-06037", "Los Angeles County, CA"),
                  County("us-county-06059", "Orange County, CA"),
                  County("us-county-06103", "Tehama County, CA")};
  table.containments = {In("us-county-06007", "us-cbsa-17020"),
                        In("us-county-06037", "us-cbsa-31080"),
                        In("us-county-06059", "us-cbsa-31080")};
  release.places.push_back(std::move(table));
  return release;
}

class EditionPlacesTest : public ::testing::Test {
 protected:
  absl::StatusOr<Edition> Build(const std::vector<ReleaseTables>& releases) {
    releases_ = releases;
    std::vector<ReleaseToPin> pins = {
        TinyPin("sources/soc/releases/2018", soc_)};
    for (size_t i = 0; i < releases_.size(); ++i) {
      pins.push_back(TinyPin("sources/t" + std::to_string(i) + "/releases/1",
                             releases_[i]));
    }
    return BuildEdition("editions/e", pins, {});
  }

  const ReleaseTables soc_ = TinySoc();
  std::vector<ReleaseTables> releases_;
};

const Region* Find(const Edition& edition, const std::string& id) {
  for (const Region& region : edition.regions) {
    if (region.id == id) return &region;
  }
  return nullptr;
}

const ReleaseTables kFigures =
    Prints({Metro("us-cbsa-17020", "us-ca"), Metro("us-cbsa-31080", "us-ca"),
            California("Chico MSA (Butte County)"),
            California("North Valley Region (Colusa and Tehama Counties)"),
            California("Los Angeles MD (Los Angeles County)"),
            California("Anaheim MD (Orange County)")});

TEST_F(EditionPlacesTest,
       ACountyBorrowsFromWorkforceAreaThenOewsAreaThenState) {
  ASSERT_OK_AND_ASSIGN(const Edition edition, Build({kFigures, Counties()}));
  const Region* const orange = Find(edition, "us-county-06059");
  ASSERT_NE(orange, nullptr);
  EXPECT_EQ(orange->kind, RegionKind::kCounty);
  EXPECT_EQ(orange->parent, "us-ca");
  EXPECT_THAT(orange->enclosing,
              ElementsAre("us-ca-orange", "us-cbsa-31080", "us-ca", "us"));
  // Outside of every metropolitan area.
  EXPECT_THAT(Find(edition, "us-county-06011")->enclosing,
              ElementsAre("us-ca-colusa-tehama", "us-ca", "us"));
  // A workforce area lies in an area of OEWS when all its counties do.
  EXPECT_THAT(Find(edition, "us-ca-orange")->enclosing,
              ElementsAre("us-cbsa-31080", "us-ca", "us"));
  EXPECT_THAT(Find(edition, "us-ca-orange")->members,
              ElementsAre("us-county-06059"));
  // The same counties: each lends to the other.
  EXPECT_THAT(Find(edition, "us-cbsa-17020")->enclosing,
              ElementsAre("us-ca-butte", "us-ca", "us"));
}

TEST_F(EditionPlacesTest, WithoutListsOfPlacesNothingIsNew) {
  ASSERT_OK_AND_ASSIGN(const Edition edition, Build({kFigures}));
  for (const Region& region : edition.regions) {
    EXPECT_THAT(region.enclosing, IsEmpty()) << region.id;
    EXPECT_THAT(region.members, IsEmpty()) << region.id;
  }
  EXPECT_THAT(edition.region_changes, IsEmpty());
}

TEST_F(EditionPlacesTest, ADelineationCountsOnlyForFiguresThatFollowIt) {
  ASSERT_OK_AND_ASSIGN(
      const Edition edition,
      Build({Prints({Metro("us-cbsa-17020", "us-ca", "oews-2024")}),
             Counties()}));
  EXPECT_THAT(Find(edition, "us-county-06007")->enclosing, IsEmpty());
}

ReleaseTables Changed() {
  ReleaseTables release;
  PlaceTable table;
  table.file = "changes.csv";
  table.places = {County("us-county-06201", "North Butte, CA"),
                  County("us-county-06203", "South Butte, CA")};
  table.changes = {{"us-cbsa-17020", "Chico, CA", "", "", "", 2},
                   {"us-cbsa-99990", "Old, CA", "", "", "", 3},
                   {"us-county-06007", "Butte County, CA", "us-county-06201",
                    "North Butte, CA", "2022", 4},
                   {"us-county-06007", "Butte County, CA", "us-county-06203",
                    "South Butte, CA", "2022", 5}};
  release.places.push_back(std::move(table));
  return release;
}

TEST_F(EditionPlacesTest,
       AReplacedCountyIsOfThePastAndItsSuccessorsAreCounties) {
  ASSERT_OK_AND_ASSIGN(const Edition edition,
                       Build({kFigures, Counties(), Changed()}));
  EXPECT_EQ(Find(edition, "us-county-06007"), nullptr);
  ASSERT_NE(Find(edition, "us-county-06203"), nullptr);
  EXPECT_EQ(Find(edition, "us-county-06203")->vintage, "counties-2022");
  // The new counties do not nest in the old area: nothing is known of its
  // counties now.
  EXPECT_THAT(Find(edition, "us-county-06203")->enclosing, IsEmpty());
  EXPECT_THAT(Find(edition, "us-cbsa-17020")->members, IsEmpty());
  // What the edition has, or newer lists name, is not of the past.
  ASSERT_EQ(edition.region_changes.size(), 3u);
  EXPECT_EQ(edition.region_changes[0].change.from, "us-cbsa-99990");
  EXPECT_EQ(edition.region_changes[1].change.to, "us-county-06201");
  EXPECT_EQ(edition.region_changes[2].change.to, "us-county-06203");
}

ReleaseTables SetOf(const std::vector<std::string>& members) {
  ReleaseTables release;
  PlaceTable table;
  table.file = "sets.csv";
  table.places = {{"us-set-s", "The set", RegionKind::kComposed, 2}};
  for (const std::string& member : members) {
    table.containments.push_back({member, "us-set-s", "The set", false, 2, ""});
  }
  release.places.push_back(std::move(table));
  return release;
}

TEST_F(EditionPlacesTest, ASetOfCountiesIsSummedOverTheAreasThatPrintThem) {
  ASSERT_OK_AND_ASSIGN(const Edition edition,
                       Build({kFigures, Counties(),
                              SetOf({"us-county-06059", "us-county-06011",
                                     "us-county-06103"})}));
  const Region* const set = Find(edition, "us-set-s");
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->kind, RegionKind::kComposed);
  EXPECT_THAT(set->members, ElementsAre("us-ca-colusa-tehama", "us-ca-orange"));
  EXPECT_EQ(set->parent, "us-ca");
  // It is around its counties too, a workforce area of three counties.
  EXPECT_THAT(
      Find(edition, "us-county-06059")->enclosing,
      ElementsAre("us-ca-orange", "us-set-s", "us-cbsa-31080", "us-ca", "us"));
}

TEST_F(EditionPlacesTest, ASetInsideOneAreaBorrowsFromIt) {
  ASSERT_OK_AND_ASSIGN(const Edition edition,
                       Build({kFigures, Counties(),
                              SetOf({"us-ca-orange", "us-ca-los-angeles"})}));
  EXPECT_THAT(Find(edition, "us-set-s")->enclosing,
              ElementsAre("us-cbsa-31080", "us-ca", "us"));
}

TEST_F(EditionPlacesTest, AMemberInsideAnotherIsRefused) {
  for (const std::vector<std::string>& members :
       {std::vector<std::string>{"us-cbsa-31080", "us-ca-orange"},
        {"us-county-06059", "us-ca-orange"},
        {"us-ca", "us-county-06059"},
        {"us", "us-ca"}}) {
    const auto edition = Build({kFigures, Counties(), SetOf(members)});
    EXPECT_THAT(edition, HasReason(base::reason::kRegionOverlap));
    EXPECT_THAT(edition, StatusIs(absl::StatusCode::kFailedPrecondition,
                                  HasSubstr("us-set-s")));
  }
}

TEST_F(EditionPlacesTest, WhatMayOverlapIsRefusedUntilCountiesAreKnown) {
  const auto edition =
      Build({kFigures, SetOf({"us-cbsa-31080", "us-ca-orange"})});
  EXPECT_THAT(edition, StatusIs(absl::StatusCode::kFailedPrecondition,
                                HasSubstr("county-areas")));
  // Areas of OEWS never overlap.
  EXPECT_TRUE(
      Build({kFigures, SetOf({"us-cbsa-31080", "us-cbsa-17020"})}).ok());
}

TEST_F(EditionPlacesTest, AMemberThatIsUnknownOrOfThePastIsRefusedByName) {
  EXPECT_THAT(Build({kFigures, SetOf({"us-cbsa-12345"})}),
              HasReason(base::reason::kRegionUnknown));
  const auto old =
      Build({kFigures, Counties(), Changed(), SetOf({"us-county-06007"})});
  EXPECT_THAT(old, HasReason(base::reason::kRegionWrongVintage));
  EXPECT_THAT(old, StatusIs(absl::StatusCode::kFailedPrecondition,
                            HasSubstr("us-county-06203")));
}

TEST_F(EditionPlacesTest, TheOrderOfReleasesChangesNothing) {
  ASSERT_OK_AND_ASSIGN(const Edition a,
                       Build({kFigures, Counties(), Changed()}));
  ASSERT_OK_AND_ASSIGN(const Edition b,
                       Build({Changed(), Counties(), kFigures}));
  ASSERT_EQ(a.regions.size(), b.regions.size());
  for (size_t i = 0; i < a.regions.size(); ++i) {
    EXPECT_EQ(a.regions[i].id, b.regions[i].id);
    EXPECT_EQ(a.regions[i].vintage, b.regions[i].vintage);
    EXPECT_EQ(a.regions[i].enclosing, b.regions[i].enclosing);
    EXPECT_EQ(a.regions[i].members, b.regions[i].members);
  }
}

}  // namespace
}  // namespace plumbline::labor
