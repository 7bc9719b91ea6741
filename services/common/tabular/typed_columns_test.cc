#include "services/common/tabular/typed_columns.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/testing/sanitized.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::tabular {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A table as text, a row for each element; the groups do not show.
std::vector<std::string> Dump(const TypedTable& table,
                              const TableShape& shape) {
  std::vector<std::string> rows;
  for (const RowGroup& group : table.groups) {
    for (size_t row = 0; row < group.rows(); ++row) {
      std::string& line = rows.emplace_back();
      for (size_t i = 0; i < shape.numbers.size(); ++i) {
        const NumberCell cell = group.Numbers(i)[row];
        if (const auto number = cell.number()) {
          absl::StrAppend(&line, *number, "|");
        } else {
          absl::StrAppend(&line, "'", group.TextOf(cell), "'|");
        }
      }
      for (size_t i = 0; i < shape.texts.size(); ++i)
        absl::StrAppend(&line, group.Texts(i)[row], "|");
    }
  }
  return rows;
}

absl::Status CheckFields(const DelimitedRow& row, const TableShape& shape) {
  std::string wanted;
  int32_t last = -1;
  for (const NumberColumn& column : shape.numbers)
    last = std::max(last, column.column);
  for (const int32_t column : shape.texts) last = std::max(last, column);
  const auto found = static_cast<int32_t>(row.fields.size());
  if (shape.fields > 0) {
    if (found != shape.fields)
      wanted = absl::StrCat("every row has ", shape.fields);
  } else if (found <= last) {
    wanted = absl::StrCat(last + 1, " at least are needed");
  }
  if (wanted.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("t.csv, line ", row.line, ": ", found, " fields, where ",
                   wanted, "; a separator may be missing or not quoted"));
}

// The same, record by record with the reader and the general parser alone.
absl::StatusOr<std::vector<std::string>> DumpSlowly(absl::string_view bytes,
                                                    const TableShape& shape) {
  DelimitedReader reader("t.csv", bytes, shape.dialect);
  std::vector<std::string> rows;
  DelimitedRow row;
  while (true) {
    const auto more = reader.Next(&row);
    if (!more.ok()) return more.status();
    if (!*more) return rows;
    if (row.record <= shape.header_records) continue;
    if (auto error = CheckFields(row, shape); !error.ok()) return error;
    std::string& line = rows.emplace_back();
    for (const NumberColumn& column : shape.numbers) {
      const absl::string_view text = row.Text(column.column);
      const auto number = ParseAnyDecimal(text, column.decimals);
      absl::StrAppend(
          &line, number ? absl::StrCat(*number) : absl::StrCat("'", text, "'"),
          "|");
    }
    for (const int32_t column : shape.texts)
      absl::StrAppend(&line, row.Text(column), "|");
  }
}

TableShape SmallShape() {
  return {.numbers = {{.column = 1, .decimals = 2}, {.column = 2}},
          .texts = {0}};
}

std::vector<std::string> Read(absl::string_view bytes,
                              const TableShape& shape) {
  const auto table = ReadTypedTable("t.csv", bytes, shape, 2);
  if (!table.ok()) return {std::string(table.status().message())};
  EXPECT_EQ(static_cast<size_t>(table->rows), Dump(*table, shape).size());
  return Dump(*table, shape);
}

TEST(TypedColumnsTest, KeepsNumbersMarkersAndTexts) {
  EXPECT_THAT(Read("code,wage,jobs\n"
                   "11-1011,38.33,\"1,250\"\n"
                   "11-1012,*,#\r\n"
                   "11-1013,,not available\n"
                   "\"a \"\"b\"\"\",-1.005,\"say \"\"none\"\"\"\n",
                   SmallShape()),
              ElementsAre("3833|1250|11-1011|", "'*'|'#'|11-1012|",
                          "''|'not available'|11-1013|",
                          "-101|'say \"none\"'|a \"b\"|"));
}

TEST(TypedColumnsTest, HoldsNumbersOfEverySizeOrTheirText) {
  TableShape shape{.numbers = {{.column = 0}}, .header_records = 0};
  EXPECT_THAT(
      Read("9223372036854775807\n-9079256848778919936\n"
           "-9079256848778919937\n99999999999999999999\n",
           shape),
      ElementsAre("9223372036854775807|", "-9079256848778919936|",
                  "'-9079256848778919937'|", "'99999999999999999999'|"));
}

TEST(TypedColumnsTest, ReadsNothingOutOfNothing) {
  EXPECT_THAT(Read("", SmallShape()), ElementsAre());
  EXPECT_THAT(Read("code,wage,jobs", SmallShape()), ElementsAre());
  EXPECT_THAT(Read("\n\n\n", SmallShape()), ElementsAre());
  EXPECT_THAT(Read("h\n\na\n", TableShape()), ElementsAre(""));
}

TEST(TypedColumnsTest, RefusesShapesThatItCannotRead) {
  EXPECT_THAT(Read("a\n", {.numbers = {{.column = -1}}}),
              ElementsAre(HasSubstr("column -1")));
  EXPECT_THAT(Read("a\n", {.texts = {16384}}),
              ElementsAre(HasSubstr("column 16384")));
  EXPECT_THAT(Read("a\n", {.numbers = {{.column = 0, .decimals = 11}}}),
              ElementsAre(HasSubstr("11 decimals")));
}

TEST(TypedColumnsTest, NamesTheLineOfAnErrorInALaterPiece) {
  std::string text = "code,wage,jobs\n";
  for (int i = 0; i < 100; ++i) text += "11-1011,1,\"two\nlines\"\n";
  text += "11-1011,\"never closed\n";
  TableShape shape = SmallShape();
  shape.piece_bytes = 64;
  EXPECT_THAT(Read(text, shape),
              ElementsAre(AllOf(HasSubstr("t.csv, line 202, column 2"),
                                HasSubstr("never closed"))));
}

TEST(TypedColumnsTest, FillsAsManyGroupsAsAnUnevenPieceNeeds) {
  // The first records are long, so that the piece seems to hold few.
  std::string text;
  for (int i = 0; i < 40; ++i) text += std::string(4000, 'x') + ",1,2\n";
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&text, "x,", i, ",3\n");
  TableShape shape = SmallShape();
  shape.header_records = 0;
  const auto table = ReadTypedTable("t.csv", text, shape, 1);
  ASSERT_OK(table.status());
  EXPECT_GT(table->groups.size(), 1);
  EXPECT_EQ(Dump(*table, shape), *DumpSlowly(text, shape));
}

TEST(TypedColumnsTest, CountsWhatTheReaderReports) {
  TableShape shape = SmallShape();
  shape.dialect.invalid_utf8 = InvalidUtf8::kReplace;
  const auto table =
      ReadTypedTable("t.csv", "c,w,j\n\"a \"b\" c\",\xFF\xFF,1\n", shape, 1);
  ASSERT_OK(table.status());
  EXPECT_EQ(table->stray_quote_rows, 1);
  EXPECT_EQ(table->replaced_fields, 1);
  EXPECT_THAT(Dump(*table, shape),
              ElementsAre("'\xEF\xBF\xBD\xEF\xBF\xBD'|1|a \"b\" c|"));
}

TEST(TypedColumnsTest, RefusesARowOfTheWrongNumberOfFieldsAndSaysWhich) {
  TableShape shape = SmallShape();
  EXPECT_THAT(Read("code,wage,jobs\n11-1011,1,2\n11-1012,1\n", shape),
              ElementsAre(AllOf(HasSubstr("t.csv, line 3: 2 fields"),
                                HasSubstr("3 at least are needed"))));
  // A comma that should have been quoted shifts all that stands behind it.
  const absl::string_view shifted = "code,wage,jobs\na\n11-1011,1,250,7\n";
  shape.header_records = 2;
  EXPECT_THAT(Read(shifted, shape), ElementsAre("100|250|11-1011|"));
  shape.fields = 3;
  EXPECT_THAT(Read(shifted, shape),
              ElementsAre(AllOf(HasSubstr("t.csv, line 3: 4 fields"),
                                HasSubstr("every row has 3"))));
  shape.fields = 2;
  EXPECT_THAT(Read(shifted, shape), ElementsAre(HasSubstr("column 2")));
}

// Five columns of numbers, of which four may be read at once, and one of texts.
TableShape FiveNumbers() {
  return {.numbers = {{.column = 1, .decimals = 2},
                      {.column = 2, .decimals = 0},
                      {.column = 0, .decimals = 10},
                      {.column = 2, .decimals = 1},
                      {.column = 3, .decimals = 3}},
          .texts = {0}};
}

// Reads the text in every way, and compares with the slow way: true when it is
// a table of at least one row.
bool AgreesInEveryWay(const std::string& text, const TableShape& shape,
                      int threads) {
  const auto expected = DumpSlowly(text, shape);
  for (const bool four_at_once : {true, false}) {
    TableShape way = shape;
    way.four_at_once = four_at_once;
    const auto table = ReadTypedTable("t.csv", text, way, threads);
    EXPECT_EQ(table.status().code(), expected.status().code())
        << ::testing::PrintToString(text);
    EXPECT_EQ(table.status().message(), expected.status().message())
        << ::testing::PrintToString(text);
    if (!table.ok() || !expected.ok()) continue;
    EXPECT_EQ(Dump(*table, way), *expected) << ::testing::PrintToString(text);
  }
  return expected.ok() && !expected->empty();
}

// Texts in which what matters to the grammar and to numbers is frequent.
std::string RandomText(std::mt19937* random, size_t size) {
  static constexpr char kBytes[] = "1234567890..*,,,,,,\"\"\n\n\n\r-a";
  std::string text = (*random)() % 8 == 0 ? "\xEF\xBB\xBF" : "";
  while (text.size() < size) {
    const size_t run = (*random)() % 32 == 0 ? (*random)() % 70 : 1;
    text.append(run, kBytes[(*random)() % (sizeof(kBytes) - 1)]);
  }
  return text;
}

TEST(TypedColumnsTest, IsWhatTheReaderGivesForAnyTextPiecesAndThreads) {
  std::mt19937 random(7);
  int accepted = 0;
  for (int i = 0; i < testing::Cases(6000); ++i) {
    // One column, so that records of any length do.
    TableShape shape{.numbers = {{.column = 0, .decimals = 2}}};
    if (i % 2 == 0) shape = SmallShape();
    shape.header_records = static_cast<int64_t>(random() % 4);
    shape.piece_bytes = static_cast<int64_t>(16 + random() % 200);
    const std::string text = RandomText(&random, random() % 600);
    if (AgreesInEveryWay(text, shape, i % 8 == 0 ? 3 : 1)) ++accepted;
    if (HasFailure()) return;
  }
  EXPECT_GT(accepted, testing::Cases(500));
}

std::string RandomNumber(std::mt19937* random) {
  std::string number = std::to_string((*random)() >> ((*random)() % 32));
  if ((*random)() % 2 == 0)
    number.insert((*random)() % (number.size() + 1), ".");
  return number;
}

// A cell as publishers write them.
std::string RandomCell(std::mt19937* random) {
  static constexpr const char* kCells[] = {
      "",        "*",           "**",
      "#",       "~",           "\">=239,200\"",
      "-",       "\"1,250\"",   "\"$1,234,567.89\"",
      " 38.33 ", "\"\"",        "\"two\nlines\"",
      "-1.005",  "1.5418738E8", "\"say \"\"none\"\"\"",
      "N/A",     "\"7\r\n\"",   "not available",
      ".",       "1.2.3",       "61.326999999999998",
      "\"*\"",   "\"38.33\"",   "\xC3\xA9\xC3\xA9"};
  if ((*random)() % 2 == 0) return RandomNumber(random);
  return kCells[(*random)() % std::size(kCells)];
}

// A table of four columns; one row in `ragged` has a field more or fewer.
std::string RandomTable(std::mt19937* random, size_t rows, size_t ragged) {
  const char* line_end = (*random)() % 2 == 0 ? "\r\n" : "\n";
  std::string text = absl::StrCat("code,wage,jobs,share", line_end);
  for (size_t row = 0; row < rows; ++row) {
    size_t fields = 4;
    if ((*random)() % ragged == 0) fields = 3 + 2 * ((*random)() % 2);
    for (size_t i = 0; i < fields; ++i)
      absl::StrAppend(&text, i == 0 ? "" : ",", RandomCell(random));
    text += line_end;
  }
  return text;
}

TEST(TypedColumnsTest, IsWhatTheReaderGivesForTablesAsPublishersWriteThem) {
  std::mt19937 random(11);
  int accepted = 0;
  constexpr int kTables = testing::Cases(1500);
  for (int i = 0; i < kTables; ++i) {
    TableShape shape = FiveNumbers();
    shape.fields = i % 2 == 0 ? 4 : 0;
    shape.piece_bytes = static_cast<int64_t>(16 + random() % 400);
    const std::string text = RandomTable(&random, random() % 40, 60);
    if (AgreesInEveryWay(text, shape, i % 8 == 0 ? 3 : 1)) ++accepted;
    if (HasFailure()) return;
  }
  EXPECT_GT(accepted, kTables / 3);
  EXPECT_LT(accepted, kTables);  // Some had ragged rows, and were refused.
}

}  // namespace
}  // namespace plumbline::tabular
