#include "services/common/tabular/header.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"
#include "services/common/testing/workbook_builder.h"

namespace plumbline::tabular {
namespace {

using ::plumbline::testing::BuildWorkbook;
using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::plumbline::testing::TestCell;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ColumnLetterTest, CountsAsSpreadsheetsDo) {
  EXPECT_EQ(ColumnLetter(0), "A");
  EXPECT_EQ(ColumnLetter(25), "Z");
  EXPECT_EQ(ColumnLetter(26), "AA");
  EXPECT_EQ(ColumnLetter(27), "AB");
  EXPECT_EQ(ColumnLetter(31), "AF");
  EXPECT_EQ(ColumnLetter(701), "ZZ");
  EXPECT_EQ(ColumnLetter(702), "AAA");
  EXPECT_EQ(ColumnLetter(16383), "XFD");
}

TEST(FoldHeadingTest, FoldsWhatPublishersVary) {
  EXPECT_EQ(FoldHeading("LOC QUOTIENT"), "LOC_QUOTIENT");
  EXPECT_EQ(FoldHeading("loc_quotient"), "LOC_QUOTIENT");
  EXPECT_EQ(FoldHeading("  Median annual\r\nwage,\xC2\xA0"
                        "2024[1]"),
            "MEDIAN_ANNUAL_WAGE,_2024");
  EXPECT_EQ(FoldHeading("Employment change, 2024\xE2\x80\x93"
                        "34"),
            "EMPLOYMENT_CHANGE,_2024-34");
  EXPECT_EQ(FoldHeading("\xEF\xBB\xBF"
                        "ID" +
                        std::string(300, ' ')),
            "ID");
  EXPECT_EQ(FoldHeading("Total  Job Openings"), "TOTAL_JOB_OPENINGS");
  EXPECT_EQ(FoldHeading("[7]"), "");
  EXPECT_EQ(FoldHeading("a [b]"), "A_[B]");
}

TEST(HeaderMapTest, FindsColumnsInAnySpelling) {
  const std::vector<absl::string_view> cells = {"Occ Code", "", "AREA_NAME",
                                                "occ_code"};
  const HeaderMap header(4, cells);
  EXPECT_EQ(header.Find("OCC_CODE"), 0);
  EXPECT_EQ(header.Count("occ code"), 2);
  EXPECT_EQ(header.FindAny({"AREA_TITLE", "AREA_NAME"}), 2);
  EXPECT_EQ(header.Find("NAICS"), std::nullopt);
  EXPECT_EQ(header.Find(""), std::nullopt);
  EXPECT_EQ(header.Original(0), "Occ Code");
  EXPECT_EQ(header.Folded(3), "OCC_CODE");
  EXPECT_EQ(header.Original(9), "");
  EXPECT_EQ(header.row_number(), 4);
}

TEST(ReadSheetTableTest, FindsTheHeadingUnderTitleRows) {
  const std::string bytes =
      BuildWorkbook({{.name = "Table 1.2",
                      .rows = {{"A title that is long"},
                               {},
                               {"", "Occupation code", "Median wage[1]"},
                               {"", "00-0000", TestCell::Number("49500")},
                               {},
                               {"Source: the publisher"}}}});
  ASSERT_OK_AND_ASSIGN(const Workbook workbook,
                       Workbook::Open("occupation.xlsx", bytes));
  std::vector<std::string> seen;
  ASSERT_OK(ReadSheetTable(
      workbook, "Table 1.2", {"OCCUPATION CODE|SOC", "MEDIAN WAGE"},
      [&](const HeaderMap& header, const SheetRow& row) {
        seen.push_back(std::string(row.Text(*header.Find("median wage"))));
        return absl::OkStatus();
      }));
  EXPECT_THAT(seen, ElementsAre("49500", ""));
}

TEST(ReadSheetTableTest, NamesTheNearestRowWhenThereIsNoHeading) {
  const std::string bytes =
      BuildWorkbook({{.name = "S", .rows = {{"x"}, {"OCC_CODE", "y"}}}});
  ASSERT_OK_AND_ASSIGN(const Workbook workbook,
                       Workbook::Open("w.xlsx", bytes));
  EXPECT_THAT(
      ReadSheetTable(
          workbook, "S", {"OCC_CODE", "TOT_EMP"},
          [](const HeaderMap&, const SheetRow&) { return absl::OkStatus(); }),
      AllOf(StatusIs(absl::StatusCode::kInvalidArgument,
                     AllOf(HasSubstr("w.xlsx, sheet \"S\""),
                           HasSubstr("row 2 comes nearest but lacks TOT_EMP"))),
            HasReason(base::reason::kLayoutUnknown)));
}

TEST(ReadDelimitedTableTest, ReadsTheSameWay) {
  std::vector<std::string> seen;
  ASSERT_OK(ReadDelimitedTable(
      "t.csv", "A title,,\nOcc Code, Area Name,x\n11-1011,Texas,1\n", kCsv,
      {"OCC_CODE", "AREA_TITLE|AREA_NAME"},
      [&](const HeaderMap& header, const DelimitedRow& row) {
        seen.push_back(std::string(
            row.Text(*header.FindAny({"AREA_TITLE", "AREA_NAME"}))));
        return absl::OkStatus();
      }));
  EXPECT_THAT(seen, ElementsAre("Texas"));
}

TEST(ReadDelimitedTableTest, SaysSoWhenThereIsNothing) {
  EXPECT_THAT(ReadDelimitedTable("t.csv", "", kCsv, {"OCC_CODE"},
                                 [](const HeaderMap&, const DelimitedRow&) {
                                   return absl::OkStatus();
                                 }),
              HasReason(base::reason::kLayoutUnknown));
}

}  // namespace
}  // namespace plumbline::tabular
