// Known figures of the publishers' own files; skipped where these are not at
// hand.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/header.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::tabular {
namespace {

namespace fs = std::filesystem;
using ::plumbline::testing::ReadFile;
using ::testing::ElementsAre;

struct Census {
  int64_t rows = 0;
  int64_t cells = 0;
  int64_t text_bytes = 0;
  std::map<std::string, int64_t> markers;
  bool operator==(const Census&) const = default;
};

Census Count(const std::string& bytes, const std::string& sheet,
             const WorkbookOptions& options) {
  Census census;
  const auto workbook = Workbook::Open("real.xlsx", bytes, options);
  EXPECT_OK(workbook);
  if (!workbook.ok()) return census;
  EXPECT_OK(workbook->ReadSheet(sheet, [&](const SheetRow& row) {
    ++census.rows;
    census.cells += static_cast<int64_t>(row.cells.size());
    for (const Cell& cell : row.cells) {
      census.text_bytes += static_cast<int64_t>(cell.text.size());
      if (cell.text == "*" || cell.text == "**" || cell.text == "#" ||
          cell.text == "~") {
        ++census.markers[std::string(cell.text)];
      }
    }
    return absl::OkStatus();
  }));
  return census;
}

TEST(RealFilesTest, TheSectorWorkbook) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string bytes =
      ReadFile(data / "oews/2024/natsector_M2024_dl.xlsx");
  const Census census = Count(bytes, "Natsector_M2024_dl", {});
  EXPECT_EQ(census.rows, 16435);
  EXPECT_EQ(census.cells, 16435 * 32);
  EXPECT_EQ(census.markers.at("~"), 8896);
  EXPECT_EQ(Count(bytes, "Natsector_M2024_dl",
                  {.unpack_ahead = false, .plain_rows = false}),
            census);
}

TEST(RealFilesTest, TheMetropolitanWorkbook) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string bytes = ReadFile(data / "oews/2023/MSA_M2023_dl.xlsx");
  ASSERT_OK_AND_ASSIGN(const Workbook workbook,
                       Workbook::Open("MSA_M2023_dl.xlsx", bytes));
  std::vector<std::string> names;
  for (const SheetListing& sheet : workbook.sheets()) {
    names.push_back(sheet.name + (sheet.hidden ? " (hidden)" : ""));
  }
  EXPECT_THAT(names, ElementsAre("MSA", "Field Descriptions",
                                 "UpdateTime (hidden)", "Filler (hidden)"));
  const Census census = Count(bytes, "MSA", {});
  EXPECT_EQ(census.rows, 5106);
  EXPECT_EQ(census.markers.at("*"), 2902);
  EXPECT_EQ(census.markers.at("#"), 722);
  EXPECT_EQ(census.markers.at("**"), 224);
}

// Every row of an OEWS national sheet as header -> value, by code and group.
std::map<std::string, std::map<std::string, std::string>> National(
    const fs::path& path) {
  std::map<std::string, std::map<std::string, std::string>> rows;
  const std::string bytes = ReadFile(path);
  const auto workbook = Workbook::Open("national.xlsx", bytes);
  EXPECT_OK(workbook);
  if (!workbook.ok()) return rows;
  EXPECT_OK(ReadSheetTable(
      *workbook, "national_M2024_dl", {"OCC_CODE", "O_GROUP"},
      [&](const HeaderMap& header, const SheetRow& row) {
        auto& values =
            rows[absl::StrCat(row.Text(*header.Find("OCC_CODE")), " ",
                              row.Text(*header.Find("O_GROUP")))];
        for (const Cell& cell : row.cells) {
          const auto number = ParseDecimal(cell.text, 3);
          values[std::string(header.Folded(cell.column))] =
              number ? absl::StrCat(*number) : std::string(cell.text);
        }
        return absl::OkStatus();
      }));
  return rows;
}

// The copy that went through Google Sheets writes `1.5418738E8` for 154187380.
TEST(RealFilesTest, TheGoogleSheetsCopyHasTheSameValues) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const auto clean = National(data / "oews/2024/national_M2024_dl.xlsx");
  const auto copy =
      National(data / "oews/2024/oddities/national_M2024_dl.xlsx");
  EXPECT_EQ(clean.size(), 1403u);
  ASSERT_EQ(copy.size(), 854u);
  int64_t compared = 0;
  for (const auto& [key, values] : copy) {
    ASSERT_TRUE(clean.count(key) == 1) << key;
    for (const auto& [column, value] : values) {
      const auto& row = clean.at(key);
      const auto found = row.find(column);
      EXPECT_EQ(value, found == row.end() ? "" : found->second)
          << key << " " << column;
      ++compared;
    }
  }
  EXPECT_GE(compared, 854 * 30);
}

TEST(RealFilesTest, EveryWorkbookReadsAlikeWithAndWithoutPlainRows) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  int workbooks = 0;
  for (const auto& entry : fs::recursive_directory_iterator(data)) {
    if (entry.path().extension() != ".xlsx" || entry.file_size() > 600000)
      continue;
    const std::string bytes = ReadFile(entry.path());
    ASSERT_OK_AND_ASSIGN(const Workbook workbook,
                         Workbook::Open(entry.path().string(), bytes));
    for (const SheetListing& sheet : workbook.sheets()) {
      EXPECT_EQ(Count(bytes, sheet.name, {}),
                Count(bytes, sheet.name, {.plain_rows = false}))
          << entry.path() << " " << sheet.name;
    }
    ++workbooks;
  }
  EXPECT_GT(workbooks, 10);
}

// Bytes of a text file, number of records, number of records of another width
// than the first.
struct Shape {
  int64_t records = 0;
  int64_t ragged = 0;
  int64_t stray_quotes = 0;
};

absl::StatusOr<Shape> ShapeOf(absl::string_view name, absl::string_view bytes,
                              const Dialect& dialect) {
  DelimitedReader reader(name, bytes, dialect);
  DelimitedRow row;
  Shape shape;
  size_t width = 0;
  while (true) {
    const auto more = reader.Next(&row);
    if (!more.ok()) return more.status();
    if (!*more) return shape;
    if (shape.records == 0) width = row.fields.size();
    ++shape.records;
    shape.ragged += row.fields.size() != width ? 1 : 0;
    shape.stray_quotes += row.stray_quote ? 1 : 0;
  }
}

TEST(RealFilesTest, TheOnetArchiveHoldsTablesOfOneWidthEach) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const std::string bytes = ReadFile(data / "onet/30.1/db_30_1_text.zip");
  ASSERT_OK_AND_ASSIGN(const ZipArchive archive,
                       ZipArchive::Open("db_30_1_text.zip", bytes));
  std::map<std::string, int64_t> records;
  for (const ZipEntry& entry : archive.entries()) {
    if (!absl::EndsWith(entry.name, ".txt") ||
        absl::EndsWith(entry.name, "Read Me.txt"))
      continue;
    ASSERT_OK_AND_ASSIGN(const std::string text, archive.ReadEntry(entry.name));
    ASSERT_OK_AND_ASSIGN(const Shape shape, ShapeOf(entry.name, text, kTsv));
    EXPECT_EQ(shape.ragged, 0) << entry.name;
    records[entry.name.substr(entry.name.rfind('/') + 1)] = shape.records - 1;
  }
  EXPECT_EQ(records.at("Occupation Data.txt"), 1016);
  EXPECT_EQ(records.at("Technology Skills.txt"), 32773);
  EXPECT_EQ(records.at("Tasks to DWAs.txt"), 23850);
}

TEST(RealFilesTest, PublishersCsvFiles) {
  PLUMBLINE_FULL_DATA_OR_SKIP(data);
  const struct {
    const char* path;
    int64_t rows;
    int64_t stray_quotes;
  } kFiles[] = {
      {"bls-ep/2022-32/Employment Projections.csv", 832, 0},
      {"bls-ep/2024-34/Employment Projections.csv", 832, 0},
      {"cip/2010/CIPCode2010.csv", 2318, 1},
      {"cip/2020-older-revision/CIPCode2020.csv", 2847, 1},
      {"cip/2020/Crosswalk2010to2020.csv", 2698, 0},
      {"programs/nj-etpl/2021-04/nj_etpl_programs.subset.csv", 1066, 0},
      {"oews-state-lmi/washington/2022/oews-washington.csv", 6920, 0},
  };
  for (const auto& file : kFiles) {
    const std::string bytes = ReadFile(data / file.path);
    ASSERT_OK_AND_ASSIGN(const Shape shape, ShapeOf(file.path, bytes, kCsv));
    EXPECT_EQ(shape.records - 1, file.rows) << file.path;
    EXPECT_EQ(shape.ragged, 0) << file.path;
    EXPECT_EQ(shape.stray_quotes, file.stray_quotes) << file.path;
  }
}

}  // namespace
}  // namespace plumbline::tabular
