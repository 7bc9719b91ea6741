#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/labor/domain/oews/figure_cell.h"
#include "services/labor/domain/oews/period.h"

namespace plumbline::labor::oews {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::OccupationScheme;

TEST(ReadCellTest, NumbersInEverySpelling) {
  const auto value = [](absl::string_view text, int decimals) {
    const auto cell = ReadCell(text, decimals);
    return cell ? cell->figure.value : -1;
  };
  EXPECT_EQ(value("67300", 2), 6730000);
  EXPECT_EQ(value("103.4", 2), 10340);
  EXPECT_EQ(value("61.326999999999998", 3), 61327);
  EXPECT_EQ(value("1.5418738E8", 0), 154187380);
  EXPECT_EQ(value("67920.0", 2), 6792000);
  EXPECT_EQ(value("0.0", 3), 0);
  EXPECT_EQ(value(" 1,234 ", 0), 1234);
  EXPECT_EQ(value("12.345", 2), 1235);
}

TEST(ReadCellTest, MarkersAreValuesOfTheirOwn) {
  EXPECT_EQ(ReadCell("*", 2)->marker, Marker::kStar);
  EXPECT_EQ(ReadCell("**", 2)->figure.status, FigureStatus::kWithheld);
  EXPECT_EQ(ReadCell("#", 2)->figure.status, FigureStatus::kTopCoded);
  EXPECT_EQ(ReadCell("~", 3)->figure.status, FigureStatus::kBelowReported);
  EXPECT_EQ(ReadCell("", 3)->figure.status, FigureStatus::kNotPublished);
  EXPECT_EQ(ReadCell(">=239,200", 2)->figure, Figure::TopCoded(23920000));
  EXPECT_EQ(ReadCell(">=$239,200", 2)->figure, Figure::TopCoded(23920000));
}

TEST(ReadCellTest, AnythingElseIsRefused) {
  for (absl::string_view text :
       {"x", "***", ">=", "1.", ".", "1..2", "12a", "# 3", "- -", "N/A"}) {
    const auto cell = ReadCell(text, 2);
    EXPECT_TRUE(!cell || text == "1.") << text;
  }
}

TEST(PeriodTest, YearIsOnTheLabel) {
  EXPECT_EQ(YearOnLabel("national_M2024_dl"), 2024);
  EXPECT_EQ(YearOnLabel("aMSA_M2015_dl.xlsx"), 2015);
  EXPECT_EQ(YearOnLabel("May 2023 OEWS Estimates"), 2023);
  EXPECT_EQ(YearOnLabel("all_data_M_2022.csv"), 2022);
  EXPECT_EQ(YearOnLabel("oesm21nat.zip"), 2021);
  EXPECT_EQ(YearOnLabel("MSA"), std::nullopt);
  EXPECT_EQ(YearOnLabel("M20240"), std::nullopt);
  EXPECT_EQ(YearOnLabel(""), std::nullopt);
}

TEST(PeriodTest, TopCodesComeFromTheNote) {
  const auto codes = TopCodesInNote(
      "#  = indicates a wage equal to or greater than $115.00 per hour or "
      "$239,200 per year ");
  ASSERT_TRUE(codes);
  EXPECT_EQ(codes->hourly_cents, 11500);
  EXPECT_EQ(codes->annual_cents, 23920000);
  EXPECT_FALSE(TopCodesInNote("# of jobs"));
  EXPECT_FALSE(TopCodesInNote("# $5"));
  EXPECT_FALSE(TopCodesInNote("wage above $100.00 per hour or $1 per year"));
  EXPECT_EQ(TopCodesOfYear(2015).annual_cents, 18720000);
  EXPECT_EQ(TopCodesOfYear(2018).hourly_cents, 10000);
}

TEST(PeriodTest, SchemeFollowsTheYear) {
  EXPECT_EQ(SchemeOfYear(2018), OccupationScheme::kSoc2010);
  EXPECT_EQ(SchemeOfYear(2020), OccupationScheme::kOewsHybrid2019);
  EXPECT_EQ(SchemeOfYear(2021), OccupationScheme::kOews2018);
}

}  // namespace
}  // namespace plumbline::labor::oews
