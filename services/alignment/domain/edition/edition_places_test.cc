// Ladders, composed regions and regions of the past.
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using testing::Dollars;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Number;
using ::testing::SizeIs;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

constexpr uint32_t kTenYears = 10;

TinyWorld World() {
  TinyWorld world;
  world.Nation().State("us-ca").Metro("us-cbsa-1", "us-ca");
  world.Metro("us-ca-kern", "us-ca").Metro("us-ca-kings", "us-ca");
  world.County("us-county-06029", {"us-ca-kern", "us-cbsa-1", "us-ca", "us"})
      .Composed("us-set-south", "us-ca", {"us-ca-kern", "us-ca-kings"})
      .RegionChange("us-county-09001", "us-county-09120")
      .RegionChange("us-county-09001", "us-county-09190");
  world.Occupation("29-1141", "Registered Nurses")
      .Occupation("29-2042", "Technicians")
      .Occupation("31-1121", "Aides", "31-1120")
      .Occupation("31-1122", "Attendants", "31-1120");
  return world;
}

// Openings and wages of both parts.
TinyWorld Published() {
  TinyWorld world = World();
  world
      .Table("2020/2030", {Measure::kTotalOpenings, Measure::kAnnualMedian},
             "soc-2018", kTenYears)
      .Row("us-ca-kern", "29-1141", {Number(250), Dollars(90000)})
      .Row("us-ca-kings", "29-1141", {Number(31), Dollars(80000)})
      .Row("us-ca-kern", "29-2042", {Number(40), Dollars(50000)})
      .Row("us-ca-kings", "29-2042", {Withheld(), Dollars(40000)})
      .Row("us-ca-kern", "31-1120", {Number(70), Dollars(30000)})
      .Row("us-ca-kings", "31-1120", {Number(30), Dollars(30000)});
  return world;
}

OccupationIndex At(const Edition& edition, int32_t code) {
  return *edition.FindOccupation(vocabulary::SocCode::FromDigits(code));
}

std::vector<std::string> LadderOf(const Edition& edition,
                                  const std::string& id) {
  std::vector<std::string> ids;
  for (const RegionIndex region : edition.enclosing(*edition.FindRegion(id)))
    ids.push_back(edition.region_id(region));
  return ids;
}

TEST(LadderTest, IsWhatTheEditionSaysElseTheParents) {
  const auto edition = World().Build();
  EXPECT_THAT(LadderOf(*edition, "us-county-06029"),
              ElementsAre("us-ca-kern", "us-cbsa-1", "us-ca", "us"));
  EXPECT_THAT(LadderOf(*edition, "us-cbsa-1"), ElementsAre("us-ca", "us"));
  EXPECT_THAT(LadderOf(*edition, "us"), IsEmpty());
  const RegionIndex county = *edition->FindRegion("us-county-06029");
  EXPECT_EQ(edition->state_of(county), edition->FindRegion("us-ca"));
  EXPECT_TRUE(edition->IsWithin(county, *edition->FindRegion("us-cbsa-1")));
  EXPECT_FALSE(edition->IsWithin(county, *edition->FindRegion("us-ca-kings")));
}

TEST(LadderTest, RegionsWithFiguresAreKnown) {
  const auto edition = Published().Build();
  const auto has = [&](const char* id) {
    return edition->HasFigures(*edition->FindRegion(id));
  };
  EXPECT_TRUE(has("us-ca-kern"));
  EXPECT_TRUE(has("us-set-south"));
  EXPECT_FALSE(has("us-county-06029"));
  EXPECT_FALSE(has("us"));
}

TEST(LadderTest, ARegionOfThePastHasSuccessors) {
  const auto edition = World().Build();
  const auto changes = edition->ChangesOf("regions/us-county-09001");
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].to, "us-county-09120");
  EXPECT_EQ(changes[1].to, "us-county-09190");
  EXPECT_THAT(edition->ChangesOf("us-county-09003"), IsEmpty());
  EXPECT_THAT(edition->ChangesOf("us-ca"), IsEmpty());
}

TEST(ComposedRegionTest, JobsAndOpeningsAreTheSumOfItsParts) {
  const auto edition = Published().Build();
  const RegionIndex south = *edition->FindRegion("us-set-south");
  const auto nurses = At(*edition, 291141);
  const CellFigure sum =
      edition->FigureAt(Measure::kTotalOpenings, south, nurses);
  EXPECT_EQ(sum.figure, Figure::Published(281));
  EXPECT_EQ(sum.region, south);
  const std::vector<CellFigure> parts = edition->PartsOf(sum);
  ASSERT_THAT(parts, SizeIs(2));
  EXPECT_EQ(parts[1].figure, Figure::Published(31));
  // A yearly share of the sum, as of any total.
  const CellFigure yearly =
      edition->FigureAt(Measure::kAnnualOpenings, south, nurses);
  EXPECT_EQ(yearly.figure, Figure::Published(281));
  EXPECT_EQ(yearly.divisor, 10);
}

TEST(ComposedRegionTest, OnePartWithoutAFigureLeavesAHoleAndNoSum) {
  const auto edition = Published().Build();
  const RegionIndex south = *edition->FindRegion("us-set-south");
  const CellFigure sum =
      edition->FigureAt(Measure::kTotalOpenings, south, At(*edition, 292042));
  EXPECT_EQ(sum.figure, Figure::Without(FigureStatus::kWithheld));
  const std::vector<CellFigure> parts = edition->PartsOf(sum);
  ASSERT_THAT(parts, SizeIs(2));
  EXPECT_EQ(parts[0].figure, Figure::Published(40));
  EXPECT_EQ(parts[1].figure.status, FigureStatus::kWithheld);
  EXPECT_EQ(edition->region_id(parts[1].region), "us-ca-kings");
}

TEST(ComposedRegionTest, AMedianIsNeverMadeOfMedians) {
  const auto edition = Published().Build();
  const RegionIndex south = *edition->FindRegion("us-set-south");
  const CellFigure median =
      edition->FigureAt(Measure::kAnnualMedian, south, At(*edition, 291141));
  EXPECT_EQ(median.figure, Figure::Without(FigureStatus::kNotPublished));
  EXPECT_THAT(edition->PartsOf(median), IsEmpty());
}

TEST(ComposedRegionTest, PartsOfDifferentPeriodsAreNotAdded) {
  TinyWorld world = World();
  world.Table("2023-05", {Measure::kEmployment})
      .Row("us-ca-kern", "29-1141", {Number(10)});
  world.Table("2022-05", {Measure::kEmployment})
      .Row("us-ca-kings", "29-1141", {Number(5)});
  const auto edition = world.Build();
  EXPECT_EQ(
      edition
          ->FigureAt(Measure::kEmployment, *edition->FindRegion("us-set-south"),
                     At(*edition, 291141))
          .figure.status,
      FigureStatus::kWrongVintage);
}

// What verdicts read in rows is what they read one by one; and a sum is there
// exactly when every part is.
TEST(ComposedRegionTest, RowsAndSingleFiguresAgreeOnAnyData) {
  std::mt19937 dice(20261122);
  const auto figure = [&dice]() -> Figure {
    switch (dice() % 4) {
      case 0:
        return Withheld();
      case 1:
        return Figure::Without(FigureStatus::kNotPublished);
      default:
        return Number(static_cast<int64_t>(dice() % 100));
    }
  };
  for (int round = 0; round < 50; ++round) {
    TinyWorld world = World();
    auto table = world.Table("2020/2030", {Measure::kTotalOpenings}, "soc-2018",
                             kTenYears);
    for (const char* region : {"us-ca-kern", "us-ca-kings"}) {
      for (const char* code : {"29-1141", "29-2042", "31-1120"}) {
        if (dice() % 5 != 0) table.Row(region, code, {figure()});
      }
    }
    const auto edition = world.Build();
    const RegionIndex south = *edition->FindRegion("us-set-south");
    for (const Measure measure :
         {Measure::kTotalOpenings, Measure::kAnnualOpenings}) {
      const FigureRow row = edition->FiguresIn(measure, south);
      for (size_t i = 0; i < edition->occupation_count(); ++i) {
        const CellFigure one =
            edition->FigureAt(measure, south, static_cast<OccupationIndex>(i));
        const Figure in_row = row.values.empty()
                                  ? Figure::Without(FigureStatus::kNotPublished)
                                  : Figure{row.statuses[i], row.values[i]};
        EXPECT_EQ(in_row, one.figure);
        int64_t total = 0;
        bool all = true;
        for (const CellFigure& part : edition->PartsOf(one)) {
          all = all && part.figure.status == FigureStatus::kPublished;
          total += part.figure.value;
        }
        EXPECT_EQ(one.figure.status == FigureStatus::kPublished, all);
        if (all) {
          EXPECT_EQ(one.figure.value, total);
        }
      }
    }
  }
}

TEST(CheckTablesTest, ARegionAroundItselfOrASetOfSetsIsDamaged) {
  EditionTables tables = World().Tables();
  for (RegionEntry& region : tables.regions) {
    if (region.id == "us-set-south") region.members.push_back(999);
  }
  EXPECT_FALSE(Edition::Create(tables).ok());
  tables = World().Tables();
  tables.regions[1].enclosing.push_back(1);
  EXPECT_FALSE(Edition::Create(tables).ok());
}

}  // namespace
}  // namespace plumbline::alignment
