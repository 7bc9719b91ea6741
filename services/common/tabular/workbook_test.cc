#include "services/common/tabular/workbook.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/tabular/workbook_parts.h"
#include "services/common/testing/status_matchers.h"
#include "services/common/testing/workbook_builder.h"

namespace plumbline::tabular {
namespace {

using ::plumbline::testing::BuildWorkbook;
using ::plumbline::testing::BuildWorkbookOfXml;
using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::plumbline::testing::TestCell;
using ::plumbline::testing::WorkbookXml;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Every row as "number: A=kind:text ...", read in the way that `options` say.
absl::StatusOr<std::vector<std::string>> Dump(const std::string& bytes,
                                              const std::string& sheet,
                                              const WorkbookOptions& options) {
  static constexpr char kKinds[] = "-tndbe";
  auto workbook = Workbook::Open("w.xlsx", bytes, options);
  if (!workbook.ok()) return workbook.status();
  std::vector<std::string> rows;
  const absl::Status status =
      workbook->ReadSheet(sheet, [&](const SheetRow& row) {
        std::string& text = rows.emplace_back(absl::StrCat(row.number, ":"));
        for (const Cell& cell : row.cells) {
          absl::StrAppend(
              &text, " ", cell.column,
              std::string(1, kKinds[static_cast<size_t>(cell.kind)]), "[",
              cell.text, "]");
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return rows;
}

// The same in all four ways, which must agree.
absl::StatusOr<std::vector<std::string>> DumpAllWays(const std::string& bytes,
                                                     const std::string& sheet) {
  const auto expected =
      Dump(bytes, sheet, {.unpack_ahead = false, .plain_rows = false});
  for (const bool ahead : {false, true}) {
    const auto actual =
        Dump(bytes, sheet, {.unpack_ahead = ahead, .plain_rows = true});
    EXPECT_EQ(actual.status(), expected.status());
    EXPECT_TRUE(!actual.ok() || *actual == *expected);
  }
  return expected;
}

// The rows of a sheet given as XML.
absl::StatusOr<std::vector<std::string>> Rows(const std::string& rows_xml,
                                              WorkbookXml xml = {}) {
  xml.sheets = {{"S", rows_xml}};
  return DumpAllWays(BuildWorkbookOfXml(xml), "S");
}

std::vector<std::string> MustRows(const std::string& rows_xml,
                                  const WorkbookXml& xml = {}) {
  auto rows = Rows(rows_xml, xml);
  EXPECT_OK(rows);
  return rows.ok() ? *std::move(rows) : std::vector<std::string>();
}

TEST(WorkbookTest, ListsSheetsInOrderWithHiddenOnes) {
  const std::string bytes =
      BuildWorkbook({{.name = "MSA", .rows = {{"x"}}},
                     {.name = "Filler & more", .rows = {}, .hidden = true}});
  ASSERT_OK_AND_ASSIGN(const Workbook workbook,
                       Workbook::Open("w.xlsx", bytes));
  ASSERT_EQ(workbook.sheets().size(), 2u);
  EXPECT_EQ(workbook.sheets()[0].name, "MSA");
  EXPECT_FALSE(workbook.sheets()[0].hidden);
  EXPECT_EQ(workbook.sheets()[1].name, "Filler & more");
  EXPECT_TRUE(workbook.sheets()[1].hidden);
  EXPECT_TRUE(workbook.HasSheet("msa"));
  EXPECT_THAT(*DumpAllWays(bytes, "Filler & more"), ElementsAre());
  EXPECT_THAT(workbook.ReadSheet(
                  "None", [](const SheetRow&) { return absl::OkStatus(); }),
              AllOf(StatusIs(absl::StatusCode::kNotFound,
                             HasSubstr("\"MSA\", \"Filler & more\"")),
                    HasReason(base::reason::kNotFound)));
}

TEST(WorkbookTest, KeepsNumbersAsStored) {
  EXPECT_THAT(
      MustRows("<row r=\"1\"><c r=\"A1\"><v>61.326999999999998</v></c>"
               "<c r=\"B1\" t=\"n\"><v>1.5418738E8</v></c><c "
               "r=\"C1\"><v>67920.0</v></c></row>"),
      ElementsAre("1: 0n[61.326999999999998] 1n[1.5418738E8] 2n[67920.0]"));
}

TEST(WorkbookTest, ReadsEveryKindOfCell) {
  EXPECT_THAT(
      MustRows(
          "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" "
          "t=\"b\"><v>1</v></c>"
          "<c r=\"C2\" t=\"e\"><v>#N/A</v></c><c r=\"D2\" s=\"4\"/>"
          "<c r=\"E2\" t=\"str\"><f>A2&amp;\"!\"</f><v>cached &lt; text</v></c>"
          "<c r=\"F2\"><f>1+1</f><v>2</v></c>"
          "<c r=\"G2\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"H2\" "
          "t=\"d\">"
          "<v>2024-05-01</v></c></row>",
          {.sheets = {},
           .shared_strings = "<si><t>zero</t></si><si><t>one</t></si>"}),
      ElementsAre("2: 0t[one] 1b[1] 2e[#N/A] 3-[] 4t[cached < text] 5n[2] "
                  "6t[in] 7d[2024-05-01]"));
}

TEST(WorkbookTest, JoinsRichTextAndLeavesPhoneticsOut) {
  EXPECT_THAT(
      MustRows(
          "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
          "t=\"inlineStr\"><is>"
          "<r><t>p</t></r><rPh sb=\"0\" "
          "eb=\"1\"><t>no</t></rPh><r><t>q</t></r></is></c>"
          "</row>",
          {.sheets = {},
           .shared_strings =
               "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">Total, </t>"
               "</r><r><t>all</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"
               "</si>"}),
      ElementsAre("1: 0t[Total, all] 1t[pq]"));
}

TEST(WorkbookTest, KeepsBlanksAndDecodesEscapes) {
  EXPECT_THAT(
      MustRows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
               "t=\"s\"><v>1</v></c>"
               "<c r=\"C1\" t=\"str\"><v>a_x0041_</v></c></row>",
               {.sheets = {},
                .shared_strings =
                    "<si><t xml:space=\"preserve\">  Management </t></si>"
                    "<si><t>a_x000D_b_x005F_c_xZZ_x0000_</t></si>"}),
      ElementsAre("1: 0t[  Management ] 1t[a\rb_c_xZZ_x0000_] 2t[aA]"));
}

TEST(WorkbookTest, CountsWhereReferencesAreMissing) {
  EXPECT_THAT(MustRows("<row><c><v>1</v></c><c><v>2</v></c></row><row "
                       "r=\"5\"><c r=\"C5\"><v>3</v></c>"
                       "<c><v>4</v></c></row><row/><row r=\"9\"/>"),
              ElementsAre("1: 0n[1] 1n[2]", "5: 2n[3] 3n[4]", "6:", "9:"));
}

TEST(WorkbookTest, TellsDatesByTheirFormat) {
  EXPECT_THAT(
      MustRows(
          "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>1</v></c><c r=\"B1\" "
          "s=\"1\"><v>40483</v></c>"
          "<c r=\"C1\" s=\"2\"><v>40484</v></c><c r=\"D1\" s=\"3\"><v>5</v></c>"
          "<c r=\"E1\" s=\"99\"><v>6</v></c></row>",
          {.sheets = {},
           .shared_strings = "",
           .styles =
               "<numFmts><numFmt numFmtId=\"164\" formatCode=\"mmm\\-yy\"/>"
               "<numFmt numFmtId=\"165\" formatCode=\"&quot;day&quot; "
               "0.00\"/></numFmts>"
               "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
               "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
               "<xf numFmtId=\"165\"/></cellXfs>"}),
      ElementsAre("1: 0n[1] 1d[40483] 2d[40484] 3n[5] 4n[6]"));
}

TEST(IsDateFormatTest, ReadsFormatCodes) {
  for (const char* format :
       {"yyyy-mm-dd", "[h]:mm", "mm:ss.0", "[$-409]d-mmm-yy", "h:mm AM/PM"}) {
    EXPECT_TRUE(IsDateFormat(format)) << format;
  }
  for (const char* format :
       {"General", "0.00", "#,##0;[Red]-#,##0", "\"days\" 0", "0\\d",
        "0.00E+00", "_(* #,##0_)", "[Red]0", "@", ""}) {
    EXPECT_FALSE(IsDateFormat(format)) << format;
  }
}

TEST(WorkbookTest, TellsTheEpoch) {
  WorkbookXml xml;
  xml.sheets = {{"S", ""}};
  EXPECT_FALSE(Workbook::Open("w.xlsx", BuildWorkbookOfXml(xml))->epoch_1904());
  xml.workbook_properties = "<workbookPr date1904=\"1\"/>";
  EXPECT_TRUE(Workbook::Open("w.xlsx", BuildWorkbookOfXml(xml))->epoch_1904());
}

// Rows that the XML library must judge, between rows that it need not see.
TEST(WorkbookTest, PlainAndOtherRowsMix) {
  const std::string plain2 =
      "<row r=\"2\" spans=\"1:2\"><c r=\"A2\"><v>2</v></c></row>";
  for (const std::string odd :
       {"<row r=\"3\"><!-- </row> --><c r=\"A3\"><v>3</v></c></row>",
        "<row r=\"3\"><c r=\"A3\"><v><![CDATA[3]]></v></c></row>",
        "<row r='3'><c r='A3'><v>&#51;</v></c></row >",
        "<!-- <row r=\"3\"></row> -->",
        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t><![CDATA[</row><row "
        "r=\"7\">]]></t></is></c></row>",
        "<?pi </row> ?>",
        "<row r=\"3\"><c r=\"A3\" vm=\"1\"><v>3</v></c><extLst/></row>",
        "<row r=\"3\">\n  <c r=\"A3\" t=\"str\"><v>\xC3\xA9</v></c>\n</row>",
        "  \n\t"}) {
    const auto rows = MustRows("<row r=\"1\"/>" + plain2 + odd +
                               "<row r=\"4\"><c r=\"B4\"><v>4</v></c></row>");
    ASSERT_GE(rows.size(), 3u) << odd;
    EXPECT_EQ(rows.front(), "1:") << odd;
    EXPECT_EQ(rows.back(), "4: 1n[4]") << odd;
  }
}

TEST(WorkbookTest, FindsTheSheetWithPrefixedNames) {
  WorkbookXml xml;
  xml.sheets = {{"S", ""}};
  xml.other_parts = {{.name = "xl/worksheets/sheet1.xml",
                      .bytes =
                          "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row "
                          "r=\"1\"><x:c r=\"A1\"><x:v>1</x:v>"
                          "</x:c></x:row></x:sheetData></x:worksheet>"}};
  EXPECT_THAT(*DumpAllWays(BuildWorkbookOfXml(xml), "S"),
              ElementsAre("1: 0n[1]"));
}

TEST(WorkbookTest, GivesTheSinksErrorBack) {
  const std::string bytes =
      BuildWorkbook({{.name = "S", .rows = {{"a"}, {"b"}}}});
  ASSERT_OK_AND_ASSIGN(const Workbook workbook,
                       Workbook::Open("w.xlsx", bytes));
  int rows = 0;
  EXPECT_EQ(workbook.ReadSheet("S",
                               [&](const SheetRow&) {
                                 ++rows;
                                 return absl::AbortedError("enough");
                               }),
            absl::AbortedError("enough"));
  EXPECT_EQ(rows, 1);
}

TEST(SheetRowTest, FindsCellsAmongGaps) {
  const std::vector<Cell> cells = {
      {.column = 0, .kind = CellKind::kText, .text = "a"},
      {.column = 4, .kind = CellKind::kText, .text = "e"}};
  const SheetRow row{.number = 1, .cells = cells};
  EXPECT_EQ(row.Text(0), "a");
  EXPECT_EQ(row.Text(4), "e");
  EXPECT_EQ(row.Find(1), nullptr);
  EXPECT_EQ(row.Text(900), "");
  EXPECT_FALSE(row.empty());
}

// A sheet of many pieces, so that rows straddle them.
TEST(WorkbookTest, ReadsAlikeAcrossPieces) {
  std::string rows;
  for (int i = 1; i <= 9000; ++i) {
    absl::StrAppend(
        &rows, "<row r=\"", i, "\" spans=\"1:3\"><c r=\"A", i, "\"><v>",
        i * 7919 % 10007, "</v></c>",
        i % 100 == 0 ? "<c t=\"inlineStr\"><is><t>odd</t></is></c>" : "",
        "<c r=\"C", i, "\" t=\"b\"><v>0</v></c></row>");
  }
  const auto read = MustRows(rows);
  ASSERT_EQ(read.size(), 9000u);
  EXPECT_EQ(read[99],
            absl::StrCat("100: 0n[", 100 * 7919 % 10007, "] 1t[odd] 2b[0]"));
}

}  // namespace
}  // namespace plumbline::tabular
