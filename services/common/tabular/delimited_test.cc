#include "services/common/tabular/delimited.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::tabular {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Record = std::vector<std::string>;

absl::StatusOr<std::vector<Record>> ReadAll(absl::string_view bytes,
                                            const Dialect& dialect = kCsv) {
  DelimitedReader reader("test.csv", bytes, dialect);
  std::vector<Record> records;
  DelimitedRow row;
  while (true) {
    const auto more = reader.Next(&row);
    if (!more.ok()) return more.status();
    if (!*more) return records;
    Record& record = records.emplace_back();
    for (const absl::string_view field : row.fields) record.emplace_back(field);
  }
}

std::vector<Record> MustReadAll(absl::string_view bytes,
                                const Dialect& dialect = kCsv) {
  auto records = ReadAll(bytes, dialect);
  EXPECT_OK(records);
  return records.ok() ? *std::move(records) : std::vector<Record>();
}

TEST(DelimitedReaderTest, ReadsEveryLineEnd) {
  const std::vector<Record> expected = {{"a", "b"}, {"c", "d"}, {"e", "f"}};
  EXPECT_EQ(MustReadAll("a,b\nc,d\ne,f\n"), expected);
  EXPECT_EQ(MustReadAll("a,b\r\nc,d\r\ne,f\r\n"), expected);
  EXPECT_EQ(MustReadAll("a,b\rc,d\re,f\r"), expected);
  EXPECT_EQ(MustReadAll("a,b\rc,d\r\ne,f"), expected);
}

TEST(DelimitedReaderTest, SkipsAByteOrderMarkAndEmptyLines) {
  EXPECT_EQ(MustReadAll("\xEF\xBB\xBF\"a\",b\n\n\r\nc,d\n\n"),
            (std::vector<Record>{{"a", "b"}, {"c", "d"}}));
  EXPECT_TRUE(MustReadAll("").empty());
  EXPECT_TRUE(MustReadAll("\n\r\n\r").empty());
  EXPECT_TRUE(MustReadAll("\xEF\xBB\xBF").empty());
}

TEST(DelimitedReaderTest, KeepsEmptyFieldsAndBlanks) {
  EXPECT_EQ(MustReadAll(",\n a ,\t\n,,x"),
            (std::vector<Record>{{"", ""}, {" a ", "\t"}, {"", "", "x"}}));
}

TEST(DelimitedReaderTest, UnquotesFields) {
  EXPECT_EQ(
      MustReadAll(
          "\"a,b\",\"say \"\"hi\"\"\",\"\"\n\"\"\"\",\"two\r\nlines\"\n"),
      (std::vector<Record>{{"a,b", "say \"hi\"", ""}, {"\"", "two\r\nlines"}}));
}

TEST(DelimitedReaderTest, ReadsAQuoteWithinAnUnquotedFieldAsText) {
  EXPECT_EQ(MustReadAll("5\" pipe,=\"13-2011\"\n"),
            (std::vector<Record>{{"5\" pipe", "=\"13-2011\""}}));
}

TEST(DelimitedReaderTest, ReadsTheGuardInsideQuotes) {
  EXPECT_EQ(MustReadAll("\"=\"\"13-2011\"\"\",\"1,579.80\"\n"),
            (std::vector<Record>{{"=\"13-2011\"", "1,579.80"}}));
}

TEST(DelimitedReaderTest, ReadsAStrayQuoteAsTextAndSaysSo) {
  const std::string bytes = "\"the \"Security\" series\",x\n\"fine\",y\n";
  DelimitedReader reader("test.csv", bytes);
  DelimitedRow row;
  ASSERT_OK(reader.Next(&row));
  EXPECT_THAT(row.fields, ElementsAre("the \"Security\" series", "x"));
  EXPECT_TRUE(row.stray_quote);
  ASSERT_OK(reader.Next(&row));
  EXPECT_FALSE(row.stray_quote);
}

TEST(DelimitedReaderTest, RefusesAStrayQuoteWhenStrict) {
  Dialect strict;
  strict.strict_quotes = true;
  EXPECT_THAT(ReadAll("a,b\nc,\"d\"e\n", strict),
              AllOf(StatusIs(absl::StatusCode::kInvalidArgument,
                             HasSubstr("test.csv, line 2, column 2")),
                    HasReason(base::reason::kFileMalformed)));
}

TEST(DelimitedReaderTest, WithoutQuotingAQuoteIsText) {
  EXPECT_EQ(MustReadAll("\"a\tb\"\n\"\t\"\n", kTsv),
            (std::vector<Record>{{"\"a", "b\""}, {"\"", "\""}}));
}

TEST(DelimitedReaderTest, GivesRaggedRecordsAsTheyAre) {
  const std::string bytes = "a,b,c\nd\ne,f,g,h\n";
  EXPECT_EQ(
      MustReadAll(bytes),
      (std::vector<Record>{{"a", "b", "c"}, {"d"}, {"e", "f", "g", "h"}}));
  DelimitedReader reader("test.csv", bytes);
  DelimitedRow row;
  ASSERT_OK(reader.Next(&row));
  ASSERT_OK(reader.Next(&row));
  EXPECT_EQ(row.Text(0), "d");
  EXPECT_EQ(row.Text(2), "");
}

TEST(DelimitedReaderTest, CountsLinesThroughQuotedFields) {
  const std::string bytes = "a\n\"x\ny\r\nz\rw\",1\n\nb\n";
  DelimitedReader reader("test.csv", bytes);
  DelimitedRow row;
  std::vector<std::pair<int64_t, int64_t>> at;
  while (*reader.Next(&row)) at.emplace_back(row.record, row.line);
  EXPECT_THAT(at,
              ElementsAre(std::pair(1, 1), std::pair(2, 2), std::pair(3, 7)));
}

TEST(DelimitedReaderTest, SurvivesATrailOfBlanks) {
  const std::string header = "Area Type, Area" + std::string(300, ' ');
  EXPECT_EQ(MustReadAll(header + "\n1,2\n"),
            (std::vector<Record>{{"Area Type", " Area" + std::string(300, ' ')},
                                 {"1", "2"}}));
}

TEST(DelimitedReaderTest, RefusesAQuoteThatIsNeverClosed) {
  EXPECT_THAT(ReadAll("a,b\nc,\"d\ne,f\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("line 2, column 2"),
                             HasSubstr("never closed"))));
}

TEST(DelimitedReaderTest, RefusesNul) {
  const std::string unquoted("a,b\nc\0d,e\n", 10);
  EXPECT_THAT(ReadAll(unquoted),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("line 2, column 1"), HasSubstr("NUL"))));
  const std::string quoted("a,\"b\0c\"\n", 8);
  EXPECT_THAT(ReadAll(quoted), StatusIs(absl::StatusCode::kInvalidArgument,
                                        HasSubstr("line 1, column 2")));
}

TEST(DelimitedReaderTest, RefusesUtf16) {
  EXPECT_THAT(
      ReadAll(absl::string_view("\xFF\xFE"
                                "a\0,\0",
                                6)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("UTF-16")));
}

TEST(DelimitedReaderTest, RefusesOrReplacesWhatIsNotUtf8) {
  const std::string bytes = "name,\xE2\x89\xA5 5\nCa\xF1on,\"\xE9\"\n";
  EXPECT_THAT(ReadAll(bytes), StatusIs(absl::StatusCode::kInvalidArgument,
                                       AllOf(HasSubstr("line 2, column 1"),
                                             HasSubstr("byte 3"))));
  Dialect replacing;
  replacing.invalid_utf8 = InvalidUtf8::kReplace;
  DelimitedReader reader("test.csv", bytes, replacing);
  DelimitedRow row;
  ASSERT_OK(reader.Next(&row));
  EXPECT_EQ(reader.replaced_fields(), 0);
  ASSERT_OK(reader.Next(&row));
  EXPECT_THAT(row.fields, ElementsAre("Ca\xEF\xBF\xBDon", "\xEF\xBF\xBD"));
  EXPECT_EQ(reader.replaced_fields(), 2);
}

// Broken bytes are found wherever they stand to the 64-byte blocks that the
// scanner works in.
TEST(DelimitedReaderTest, FindsBrokenBytesAtEveryOffset) {
  for (size_t before = 0; before < 140; ++before) {
    const std::string bytes =
        std::string(before, 'x') + "\n\"q\",\xFF,y\n" + std::string(80, 'z');
    EXPECT_FALSE(ReadAll(bytes).ok()) << before;
  }
}

TEST(DelimitedReaderTest, KeepsItsError) {
  DelimitedReader reader("test.csv", "\"a");
  DelimitedRow row;
  const absl::Status first = reader.Next(&row).status();
  EXPECT_FALSE(first.ok());
  EXPECT_EQ(reader.Next(&row).status(), first);
}

TEST(DelimitedReaderTest, HoldsItsLimits) {
  Dialect narrow;
  narrow.max_columns = 3;
  EXPECT_OK(ReadAll("a,b,c\n", narrow));
  EXPECT_THAT(ReadAll("a,b,c,d\n", narrow),
              AllOf(StatusIs(absl::StatusCode::kResourceExhausted,
                             HasSubstr("line 1, column 4")),
                    HasReason(base::reason::kFileTooLarge)));
  EXPECT_THAT(ReadAll("\"a\",\"b\",\"c\",\"d\",\"e\"\n", narrow),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("line 1, column 4")));
  Dialect brief;
  brief.max_field_bytes = 4;
  EXPECT_OK(ReadAll("abcd,\"efgh\",i\n", brief));
  EXPECT_THAT(ReadAll("a,abcde\n", brief),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("line 1, column 2")));
}

// The reader looks at 64 bytes at once; a record has to be the same wherever it
// falls.
TEST(DelimitedReaderTest, ReadsTheSameAtEveryOffset) {
  const std::string longer(70, 'q');
  const std::string record = absl::StrCat(
      "a,\"b\",,\"c,\r\n\"\"d\",e\"f\x01,\"", longer, "\",\"\",\"g\"");
  const Record expected = {"a",        "b",    "", "c,\r\n\"d",
                           "e\"f\x01", longer, "", "g"};
  for (size_t offset = 0; offset < 200; ++offset) {
    const std::string before(offset, 'x');
    const std::vector<Record> read = MustReadAll(
        absl::StrCat(before, ",\n", record, "\n", record, ",", before));
    Record last = expected;
    last.push_back(before);
    EXPECT_EQ(read, (std::vector<Record>{{before, ""}, expected, last}))
        << offset;
  }
}

TEST(SplitAtRecordsTest, NeverCutsAQuotedField) {
  const std::string bytes =
      "a,\"1\n2\n3\n4\n5\n6\n7\n8\"\nb,\"x\"\"\ny\"\nc,5\"\nd,1\n";
  for (int n = 1; n <= 12; ++n) {
    std::vector<Record> joined;
    for (const RecordChunk& chunk : SplitAtRecords(bytes, kCsv, n)) {
      DelimitedReader reader("test.csv", chunk, kCsv);
      DelimitedRow row;
      while (*reader.Next(&row)) {
        EXPECT_EQ(row.record, static_cast<int64_t>(joined.size()) + 1);
        joined.emplace_back(row.fields.begin(), row.fields.end());
      }
    }
    EXPECT_EQ(joined, MustReadAll(bytes)) << n;
  }
}

TEST(SplitAtRecordsTest, CutsNearTheMiddle) {
  std::string bytes;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&bytes, i, ",x,\"y,z\"\n");
  const std::vector<RecordChunk> chunks = SplitAtRecords(bytes, kCsv, 2);
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_NEAR(static_cast<double>(chunks[0].bytes.size()),
              static_cast<double>(bytes.size()) / 2, 20);
  EXPECT_EQ(chunks[1].first_line, chunks[1].first_record);
}

TEST(SplitAtRecordsTest, GivesOneChunkWhereThereIsNothingToCut) {
  EXPECT_EQ(SplitAtRecords("", kCsv, 4).size(), 1u);
  EXPECT_EQ(SplitAtRecords("one,record", kCsv, 4).size(), 1u);
}

}  // namespace
}  // namespace plumbline::tabular
