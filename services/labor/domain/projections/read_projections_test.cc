#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/labor/domain/projections/bls_columns.h"
#include "services/labor/domain/projections/heading.h"
#include "services/labor/domain/projections/read_bls.h"
#include "services/labor/domain/projections/read_edd.h"

namespace plumbline::labor {
namespace {

using ::plumbline::testing::HasReason;
using projections::HeadingWords;
using projections::Horizon;
using projections::HorizonIn;
using projections::JoinHeadingRows;
using projections::LevelOfBlsCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;
using vocabulary::SocLevel;

TEST(HeadingTest, WordsAreFolded) {
  EXPECT_EQ(HeadingWords("Exits\n[7]"), "exits");
  EXPECT_EQ(HeadingWords("Employment change, 2024\xE2\x80\x93"
                         "34"),
            "employment change, 2024-34");
  EXPECT_EQ(HeadingWords("Total  Job Openings"), "total job openings");
  EXPECT_EQ(HeadingWords("Median annual wage, 2017(1)"),
            "median annual wage, 2017");
  EXPECT_EQ(HeadingWords("Classification (SOC)"), "classification (soc)");
}

TEST(HeadingTest, MergedRowsAreJoined) {
  const std::vector<std::vector<std::string>> rows = {
      {"Title and code", "", "Type", "Employment", "", "Change", "",
       "Openings"},
      {"", "", "", "2016", "2026", "Number", "Percent", ""}};
  EXPECT_THAT(JoinHeadingRows(rows),
              ElementsAre("title and code", "title and code", "type",
                          "employment 2016", "employment 2026", "change number",
                          "change percent", "openings"));
}

TEST(HeadingTest, HorizonsAscend) {
  EXPECT_EQ(HorizonIn("2018-2028"), (Horizon{2018, 2028}));
  EXPECT_EQ(HorizonIn("2023-2033 occupational projections")->years(), 10u);
  EXPECT_EQ(HorizonIn("2028-2018"), std::nullopt);
  EXPECT_EQ(HorizonIn("12018-2028"), std::nullopt);
  EXPECT_EQ(HorizonIn("2018-20281"), std::nullopt);
  EXPECT_EQ(HorizonIn(""), std::nullopt);
}

TEST(LevelOfBlsCodeTest, CountsDown) {
  EXPECT_EQ(LevelOfBlsCode(Measure::kTypicalEducation, "1"), 8);
  EXPECT_EQ(LevelOfBlsCode(Measure::kTypicalEducation, "3"), 6);
  EXPECT_EQ(LevelOfBlsCode(Measure::kWorkExperience, "4"), 1);
  EXPECT_EQ(LevelOfBlsCode(Measure::kWorkExperience, "1"), 3);
  EXPECT_EQ(LevelOfBlsCode(Measure::kWorkExperience, "3"), std::nullopt);
  EXPECT_EQ(LevelOfBlsCode(Measure::kJobTraining, "6"), 1);
  EXPECT_EQ(LevelOfBlsCode(Measure::kJobTraining, "x"), std::nullopt);
}

constexpr absl::string_view kBlsHeader =
    "\"Occupation Title\",\"Occupation Code\",\"Employment "
    "2022\",\"Employment 2032\",\"Employment Change, "
    "2022-2032\",\"Employment Percent Change, 2022-2032\",\"Occupational "
    "Openings, 2022-2032 Annual Average\",\"Median Annual Wage "
    "2023\",\"Typical Entry-Level Education\",\"Education Code\",\"Work "
    "Experience in a Related Occupation\",\"Workex Code\",\"Typical "
    "on-the-job Training\",\"trCode\"\n";

absl::StatusOr<ReleaseTables> ReadBls(const std::string& text) {
  const SourceFile file = {"Employment Projections.csv", text};
  return ReadBlsProjections({&file, 1});
}

Figure At(const FigureTable& table, Measure measure, size_t row) {
  for (const FigureColumn& column : table.columns) {
    if (column.measure == measure) return column.figures.at(row);
  }
  return {};
}

TEST(ReadBlsProjectionsTest, GuardsThousandsAndBounds) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadBls(absl::StrCat(
          kBlsHeader,
          "\"Accountants    * Auditor* CPA\",\"=\"\"13-2011\"\"\",\"1,538.4\","
          "\"1,605.8\",\"67.4\",\"4.4\",\"126.5\",\"79,880\",\"Bachelor's "
          "degree\",\"3\",\"None\",\"4\",\"None\",\"6\"\n"
          "Surgeons,29-1240,60,61,1,2,1.5,\">=239,200\",,1,"
          "None,1,Internship/residency,1\n")));
  EXPECT_FALSE(tables.report.IsFatal());
  ASSERT_THAT(tables.figures, SizeIs(1));
  const FigureTable& table = tables.figures[0];
  EXPECT_EQ(table.row_titles[0], "Accountants");
  EXPECT_EQ(At(table, Measure::kBaseEmployment, 0), Figure::Published(1538400));
  EXPECT_EQ(At(table, Measure::kAnnualOpenings, 0), Figure::Published(126500));
  EXPECT_EQ(At(table, Measure::kAnnualMedian, 1), Figure::TopCoded(23920000));
  EXPECT_EQ(At(table, Measure::kTypicalEducation, 1), Figure::Published(8));
  EXPECT_EQ(table.row_levels[1], SocLevel::kDetailed);
  EXPECT_EQ(table.columns[0].header, "Median Annual Wage 2023");
  // `None` beside the number for five years or more.
  EXPECT_EQ(tables.report.counts_by_rule().at("level-code"), 1);
}

TEST(ReadBlsProjectionsTest, BadRowsAreCountedAndFootersAreNot) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadBls(absl::StrCat(kBlsHeader,
                           "Actors,27-2011,57,57.1,0.2,0.3,6.3,N/A,,,,,,\n"
                           "Actors,27-2012,x,57.1,0.2,0.3,6.3,N/A,,,,,,\n"
                           "Actors,Nov-21,1,57.1,0.2,0.3,6.3,N/A,,,,,,\n"
                           "Source: a footer\n")));
  EXPECT_EQ(tables.TotalRows().read, 3);
  EXPECT_EQ(tables.TotalRows().accepted, 1);
  EXPECT_EQ(tables.report.counts_by_rule().at("figure-cell"), 1);
  EXPECT_EQ(tables.report.counts_by_rule().at("occupation-code"), 1);
}

TEST(ReadBlsProjectionsTest, WrongHeadingsAreFatal) {
  for (const std::string& text :
       {std::string(), std::string("a,b\n1,2\n"),
        std::string("Title,Code\nActors,27-2011\n")}) {
    ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadBls(text));
    EXPECT_TRUE(tables.report.IsFatal());
    EXPECT_THAT(tables.figures, IsEmpty());
    EXPECT_THAT(tables.report.Sorted()[0].message, HasSubstr("employment"));
  }
  EXPECT_THAT(ReadBlsProjections({}),
              HasReason(base::reason::kArgumentInvalid));
}

constexpr absl::string_view kEddHeader =
    "Area Type,Area Name (County Names),Period,SOC Level,Standard Occupational "
    "Classification (SOC),Occupational Title,Base Year Employment "
    "Estimate,Projected Year Employment Estimate,Numeric Change,Percentage "
    "Change,Exits,Transfers,Total  Job Openings,Median Hourly Wage,Median "
    "Annual Wage,Entry Level Education,Work Experience,Job Training\n";

absl::StatusOr<ReleaseTables> ReadEdd(const std::string& text,
                                      const std::string& name = "edd.csv") {
  const SourceFile file = {name, text};
  return ReadEddProjections({&file, 1});
}

std::string EddRow(absl::string_view period, absl::string_view code,
                   absl::string_view hourly, absl::string_view annual) {
  return absl::StrCat("Metropolitan Area,Chico MSA (Butte County),", period,
                      ",4,", code, ",Title,100,110,10,10.0,20,30,60,", hourly,
                      ",", annual,
                      ",Associate's degree,<5 years,Apprenticeship\n");
}

TEST(ReadEddProjectionsTest, WagesOfZeroAreNotPublished) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadEdd(absl::StrCat(kEddHeader,
                           EddRow("2020-2030", "29-1141", "50", "1"),
                           EddRow("2020-2030", "25-2031", "0", "90000.00"),
                           EddRow("2020-2030", "27-2011", "30.5", "0"),
                           EddRow("2020-2030", "11-1000", "0", "0"))));
  const FigureTable& table = tables.figures.at(0);
  EXPECT_EQ(At(table, Measure::kHourlyMedian, 0), Figure::Published(5000));
  EXPECT_EQ(At(table, Measure::kHourlyMedian, 1),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(table, Measure::kAnnualMedian, 2),
            Figure::Without(FigureStatus::kNotApplicable));
  EXPECT_EQ(At(table, Measure::kAnnualMedian, 3),
            Figure::Without(FigureStatus::kNotPublished));
  EXPECT_EQ(At(table, Measure::kTotalOpenings, 0), Figure::Published(60));
  EXPECT_EQ(At(table, Measure::kWorkExperience, 0), Figure::Published(2));
  EXPECT_EQ(table.regions.at(0).id, "us-ca-butte");
}

TEST(ReadEddProjectionsTest, EveryPeriodIsATable) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadEdd(absl::StrCat(kEddHeader, EddRow("2018-2028", "15-1132", "1", "1"),
                           EddRow("2020-2030", "15-1252", "1", "1"),
                           EddRow("2018-2028", "15-1133", "1", "1"),
                           EddRow("sometime", "15-1133", "1", "1"))));
  ASSERT_THAT(tables.figures, SizeIs(2));
  EXPECT_EQ(tables.reference_period, "2018/2028");
  EXPECT_EQ(tables.figures[0].scheme, vocabulary::OccupationScheme::kSoc2010);
  EXPECT_EQ(tables.figures[1].scheme, vocabulary::OccupationScheme::kOews2018);
  EXPECT_EQ(tables.TotalRows().read, 4);
  EXPECT_EQ(tables.TotalRows().accepted, 3);
  EXPECT_EQ(tables.report.counts_by_rule().at("period"), 1);
}

TEST(ReadEddProjectionsTest, DeletingARowChangesTheCountByOne) {
  std::string text(kEddHeader);
  for (int i = 0; i < 20; ++i) {
    text += EddRow("2020-2030", absl::StrCat("11-", 1011 + i), "1", "2080");
  }
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  for (size_t i = 1; i + 1 < lines.size(); ++i) {
    auto fewer = lines;
    fewer.erase(fewer.begin() + static_cast<int64_t>(i));
    EXPECT_EQ(ReadEdd(absl::StrJoin(fewer, "\n"))->TotalRows().accepted, 19);
  }
}

TEST(ReadEddProjectionsTest, WrongShapesAreNamed) {
  ASSERT_OK_AND_ASSIGN(const ReleaseTables tables, ReadEdd("a,b\n1,2\n"));
  EXPECT_TRUE(tables.report.IsFatal());
  EXPECT_THAT(tables.report.Sorted()[0].message, HasSubstr("Area Name"));
  for (const char* json :
       {"{", "{}", "{\"occupations\":[]}", "{\"occupations\":{\"a\":1}}",
        "{\"occupations\":{\"a\":{\"regions\":[1]}}}"}) {
    EXPECT_THAT(ReadEdd(json, "occupations.json"),
                HasReason(base::reason::kFileMalformed))
        << json;
  }
}

TEST(ReadEddProjectionsTest, JsonNullsAreNotPublished) {
  ASSERT_OK_AND_ASSIGN(
      const ReleaseTables tables,
      ReadEdd("{\"occupations\":{\"11-3021\":{\"soc_code\":\"11-3021\","
              "\"period\":\"2024-2034\",\"title\":\"T\","
              "\"base_employment\":96800.0,\"projected_employment\":112800.0,"
              "\"median_hourly_wage\":null,\"median_annual_wage\":null,"
              "\"job_training\":\"None\"}}}",
              "occupations.json"));
  const FigureTable& table = tables.figures.at(0);
  EXPECT_EQ(At(table, Measure::kBaseEmployment, 0), Figure::Published(96800));
  EXPECT_EQ(At(table, Measure::kAnnualMedian, 0),
            Figure::Without(FigureStatus::kNotPublished));
  EXPECT_EQ(At(table, Measure::kTypicalEducation, 0),
            Figure::Without(FigureStatus::kNotPublished));
}

}  // namespace
}  // namespace plumbline::labor
