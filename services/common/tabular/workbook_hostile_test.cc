// Workbooks that are broken, hostile or not workbooks: a clear error, never a
// crash, never a part of the rows as if it were all.

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/tabular/workbook.h"
#include "services/common/testing/status_matchers.h"
#include "services/common/testing/workbook_builder.h"

namespace plumbline::tabular {
namespace {

using ::plumbline::testing::BuildWorkbookOfXml;
using ::plumbline::testing::BuildZip;
using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::plumbline::testing::WorkbookXml;
using ::plumbline::testing::ZipContent;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Opens the workbook and reads every sheet; the first error, the same with and
// without plain rows.
absl::Status ReadAll(absl::string_view bytes, std::string* dump = nullptr) {
  absl::Status outcome[2];
  for (const bool plain : {false, true}) {
    absl::Status& status = outcome[plain ? 1 : 0];
    auto workbook = Workbook::Open(
        "w.xlsx", bytes, {.unpack_ahead = plain, .plain_rows = plain});
    status = workbook.status();
    if (!status.ok()) continue;
    for (const SheetListing& sheet : workbook->sheets()) {
      status.Update(workbook->ReadSheet(sheet.name, [&](const SheetRow& row) {
        for (const Cell& cell : row.cells) {
          if (plain && dump != nullptr) absl::StrAppend(dump, cell.text, "|");
        }
        return absl::OkStatus();
      }));
    }
  }
  EXPECT_EQ(outcome[0].ok(), outcome[1].ok()) << outcome[0] << "\n"
                                              << outcome[1];
  return outcome[1];
}

absl::Status ReadRows(const std::string& rows) {
  WorkbookXml xml;
  xml.sheets = {{"S", rows}};
  xml.shared_strings = "<si><t>zero</t></si>";
  return ReadAll(BuildWorkbookOfXml(xml));
}

absl::Status ReadSheetPart(const std::string& part) {
  WorkbookXml xml;
  xml.sheets = {{"S", ""}};
  xml.other_parts = {{.name = "xl/worksheets/sheet1.xml", .bytes = part}};
  return ReadAll(BuildWorkbookOfXml(xml));
}

TEST(HostileWorkbookTest, SaysWhereACellIsWrong) {
  EXPECT_THAT(ReadRows("<row r=\"7\"><c r=\"AB7\" t=\"s\"><v>5</v></c></row>"),
              AllOf(StatusIs(absl::StatusCode::kInvalidArgument,
                             HasSubstr("w.xlsx, sheet \"S\", cell AB7: there "
                                       "is no shared text number")),
                    HasReason(base::reason::kFileMalformed)));
  EXPECT_THAT(
      ReadRows("<row r=\"7\"><c r=\"A7\" t=\"zz\"><v>5</v></c></row>"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cell A7")));
}

TEST(HostileWorkbookTest, RefusesRowsAndCellsOutOfOrder) {
  for (const char* rows :
       {"<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>",
        "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"x\"/>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A2\"/></row>",
        "<row r=\"1\"><c r=\"XFE1\"/></row>", "<row r=\"1\"><c r=\"1\"/></row>",
        "<row r=\"1\"><c r=\"a1\"/></row>",
        "<row r=\"1\"><c r=\"AAAA1\"/></row>",
        "<row r=\"99999999999999999999\"/>"}) {
    EXPECT_THAT(ReadRows(rows), HasReason(base::reason::kFileMalformed))
        << rows;
  }
  EXPECT_OK(ReadRows("<row r=\"1048576\"><c r=\"XFD1048576\"/></row>"));
}

TEST(HostileWorkbookTest, RefusesBrokenXml) {
  for (const char* rows :
       {"<row r=\"1\">", "</row>", "<row r=\"1\"><c r=\"A1\"></row>",
        "<row r=\"1\" r=\"1\"/>", "<row r=\"1\"><c r=\"A1\" r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A1\"><v>&nope;</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>]]></v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>\x01</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>\xFF</v></c></row>", "<row r=1/>",
        "<row a=\"<\"/>", "<row r=\"1\"/><row"}) {
    EXPECT_THAT(ReadRows(rows), HasReason(base::reason::kFileMalformed))
        << rows;
  }
}

TEST(HostileWorkbookTest, RefusesAnyDocumentType) {
  EXPECT_THAT(
      ReadSheetPart("<!DOCTYPE worksheet><worksheet><sheetData/></worksheet>"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("document type")));
  EXPECT_THAT(ReadSheetPart(
                  "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                  "<worksheet><sheetData><row><c t=\"str\"><v>&x;</v></c></row>"
                  "</sheetData></worksheet>"),
              HasReason(base::reason::kFileMalformed));
}

TEST(HostileWorkbookTest, RefusesABillionLaughs) {
  std::string part = "<!DOCTYPE w [<!ENTITY l0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    absl::StrAppend(&part, "<!ENTITY l", i, " \"&l", i - 1, ";&l", i - 1,
                    ";\">");
  }
  EXPECT_THAT(ReadSheetPart(part + "]><worksheet>&l29;</worksheet>"),
              HasReason(base::reason::kFileMalformed));
}

TEST(HostileWorkbookTest, RefusesDeepNesting) {
  std::string part;
  for (int i = 0; i < 100000; ++i) part += "<a>";
  EXPECT_THAT(ReadSheetPart("<worksheet>" + part),
              HasReason(base::reason::kFileMalformed));
}

TEST(HostileWorkbookTest, RefusesPartsOfAnotherKind) {
  EXPECT_THAT(ReadSheetPart("<chartsheet/>"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("not a worksheet")));
  EXPECT_THAT(ReadSheetPart(""), HasReason(base::reason::kFileMalformed));
  EXPECT_THAT(ReadSheetPart(std::string(5000, '\0')),
              HasReason(base::reason::kFileMalformed));
}

TEST(HostileWorkbookTest, NamesAnOldWorkbook) {
  EXPECT_THAT(ReadAll("\xD0\xCF\x11\xE0 and so on"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(".xls")));
  EXPECT_THAT(
      ReadAll(BuildZip({{.name = "a.txt", .bytes = "x"}})),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not an .xlsx")));
}

TEST(HostileWorkbookTest, RefusesAMissingPart) {
  WorkbookXml xml;
  xml.sheets = {{"S", "<row/>"}, {"T", ""}};
  for (const char* missing : {"xl/worksheets/sheet2.xml", "xl/workbook.xml",
                              "xl/_rels/workbook.xml.rels"}) {
    std::vector<ZipContent> entries = WorkbookEntries(xml);
    std::erase_if(entries, [&](const ZipContent& entry) {
      return entry.name == missing;
    });
    EXPECT_THAT(ReadAll(BuildZip(entries)),
                HasReason(base::reason::kFileMalformed))
        << missing;
  }
}

TEST(HostileWorkbookTest, StopsABombOfRows) {
  std::string rows;
  while (rows.size() < size_t{24} << 20)
    rows += "<row><c/></row><row><c/></row><row><c/></row>";
  EXPECT_THAT(ReadRows(rows), HasReason(base::reason::kFileTooLarge));
}

// A single tag, cell or comment of many megabytes, which may not pile up in
// memory.
TEST(HostileWorkbookTest, StopsASingleHugeTag) {
  std::mt19937 random(7);
  std::string noise;
  while (noise.size() < size_t{20} << 20) noise += std::to_string(random());
  EXPECT_THAT(ReadRows("<row a=\"" + noise + "\"/>"),
              HasReason(base::reason::kFileTooLarge));
  EXPECT_THAT(ReadRows("<row><c><v>" + noise + "</v></c></row>"),
              HasReason(base::reason::kFileTooLarge));
}

std::string SmallWorkbook() {
  WorkbookXml xml;
  xml.sheets = {{"S",
                 "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row "
                 "r=\"2\"><c r=\"A2\"><v>8.5"
                 "</v></c></row>"}};
  xml.shared_strings = "<si><t>zero</t></si>";
  return BuildWorkbookOfXml(xml);
}

TEST(HostileWorkbookTest, NeverReadsATruncatedFile) {
  const std::string bytes = SmallWorkbook();
  ASSERT_OK(ReadAll(bytes));
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(ReadAll(absl::string_view(bytes).substr(0, size)).ok())
        << size;
  }
}

// The part itself cut off within an intact archive.
TEST(HostileWorkbookTest, NeverReadsATruncatedPart) {
  const std::string part =
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row "
      "r=\"2\"><c r=\"A2\"/></row>"
      "</sheetData></worksheet>";
  ASSERT_OK(ReadSheetPart(part));
  for (size_t size = 0; size < part.size(); ++size) {
    EXPECT_FALSE(ReadSheetPart(part.substr(0, size)).ok()) << size;
  }
}

TEST(HostileWorkbookTest, NeverReadsOtherCellsFromAFlippedByte) {
  const std::string bytes = SmallWorkbook();
  std::string expected;
  ASSERT_OK(ReadAll(bytes, &expected));
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
    std::string actual;
    const bool read = ReadAll(flipped, &actual).ok();
    EXPECT_TRUE(!read || actual == expected) << at;
  }
}

}  // namespace
}  // namespace plumbline::tabular
