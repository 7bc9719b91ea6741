#include "services/alignment/domain/edition/edition.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using plumbline::testing::StatusIs;
using testing::Dollars;
using ::testing::HasSubstr;
using testing::Number;
using testing::TinyWorld;
using testing::Withheld;
using vocabulary::FigureStatus;
using vocabulary::Measure;

TinyWorld World() {
  TinyWorld world;
  world.Nation().State("us-ca").Metro("us-cbsa-1", "us-ca");
  world.Occupation("31-1121", "Home Health Aides", "31-1120")
      .Occupation("29-1141", "Registered Nurses");
  world.Table("2022-05", {Measure::kAnnualMedian})
      .Row("us", "29-1141", {Dollars(81220)});
  world.Table("2023-05", {Measure::kAnnualMedian})
      .Row("us", "29-1141", {Dollars(86070)})
      .Row("us", "31-1120", {Dollars(1)}, 3)
      .Row("us", "31-1120", {Dollars(33530)}, 4)
      .Row("us-ca", "29-1141", {Withheld()});
  return world;
}

TEST(EditionTest, TheLatestPeriodWinsAndAllStayVisible) {
  const auto edition = World().Build();
  const auto nurses =
      *edition->FindOccupation(vocabulary::SocCode::FromDigits(291141));
  const RegionIndex us = *edition->FindRegion("regions/us");
  EXPECT_EQ(edition->FigureAt(Measure::kAnnualMedian, us, nurses).figure,
            Dollars(86070));
  const auto all = edition->FiguresAt(Measure::kAnnualMedian, us, nurses);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(edition->ReferencePeriodOf(*all[1].cell), "2022-05");
}

TEST(EditionTest, ASurveysWageWinsOverTheOneThatAProjectionRepeats) {
  TinyWorld world = World();
  world
      .Table("2024/2034", {Measure::kAnnualMedian, Measure::kAnnualOpenings},
             "oews-2018", 10)
      .Row("us", "29-1141", {Dollars(93600), Number(189100)});
  const auto edition = world.Build();
  const auto nurses =
      *edition->FindOccupation(vocabulary::SocCode::FromDigits(291141));
  const auto wage = edition->FigureAt(Measure::kAnnualMedian, 0, nurses);
  EXPECT_EQ(wage.figure, Dollars(86070));
  EXPECT_EQ(edition->ReferencePeriodOf(*wage.cell), "2023-05");
  EXPECT_EQ(edition->FigureAt(Measure::kAnnualOpenings, 0, nurses).figure,
            Number(189100));
  EXPECT_EQ(edition->FiguresAt(Measure::kAnnualMedian, 0, nurses).size(), 3U);
}

TEST(EditionTest, TheDetailedRowOfACombinedCodeServesItsOccupations) {
  const auto edition = World().Build();
  const auto aides =
      *edition->FindOccupation(vocabulary::SocCode::FromDigits(311121));
  const CellFigure figure = edition->FigureAt(Measure::kAnnualMedian, 0, aides);
  EXPECT_EQ(figure.figure, Dollars(33530));
  EXPECT_EQ(figure.published_code.ToString(), "31-1120");
  const SourceCell cell = edition->CellOf(*figure.cell);
  EXPECT_EQ(cell.row, 4U);
  EXPECT_EQ(cell.column, "ANNUAL_MEDIAN");
  EXPECT_EQ(cell.sha256, "00ff");
}

TEST(EditionTest, WithheldAndNotPublishedAreDifferentAnswers) {
  const auto edition = World().Build();
  const auto nurses =
      *edition->FindOccupation(vocabulary::SocCode::FromDigits(291141));
  const auto status = [&](const char* region) {
    return edition
        ->FigureAt(Measure::kAnnualMedian, *edition->FindRegion(region), nurses)
        .figure.status;
  };
  EXPECT_EQ(status("us-ca"), FigureStatus::kWithheld);
  EXPECT_EQ(status("us-cbsa-1"), FigureStatus::kNotPublished);
}

TEST(EditionTest, RegionsKnowTheirState) {
  const auto edition = World().Build();
  EXPECT_EQ(edition->state_of(*edition->FindRegion("us-cbsa-1")),
            edition->FindRegion("us-ca"));
  EXPECT_EQ(edition->state_of(*edition->FindRegion("us")), std::nullopt);
  EXPECT_EQ(edition->FindRegion("us-zz"), std::nullopt);
}

TEST(EditionTest, DamagedTablesAreRefusedWithTheirPlace) {
  EditionTables short_column = World().Tables();
  short_column.figure_tables[1].columns[0].values.pop_back();
  EXPECT_THAT(Edition::Create(std::move(short_column)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("figure_tables[1].ANNUAL_MEDIAN")));
  EditionTables cycle = World().Tables();
  cycle.regions[0].parent = 1;
  EXPECT_THAT(Edition::Create(std::move(cycle)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("its own ancestor")));
  EditionTables region = World().Tables();
  region.figure_tables[0].regions[0] = 99;
  EXPECT_THAT(Edition::Create(std::move(region)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("region is not in the list")));
}

}  // namespace
}  // namespace plumbline::alignment
