// The delimited reader against libcsv, an independent implementation, on random
// texts.

#include <csv.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/common/tabular/delimited.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::tabular {
namespace {

using Records = std::vector<std::vector<std::string>>;

struct Collector {
  Records records;
  std::vector<std::string> current;
};

void TakeField(void* text, size_t size, void* collector) {
  static_cast<Collector*>(collector)->current.emplace_back(
      static_cast<const char*>(text), size);
}

void TakeRecord(int, void* collector) {
  auto* to = static_cast<Collector*>(collector);
  to->records.push_back(std::move(to->current));
  to->current.clear();
}

// libcsv's state (of its csv_parser::pstate) when a field has begun and has not
// ended.
constexpr int kFieldBegun = 2;

// What libcsv reads; nothing when the last field's quote is open, which libcsv
// itself reports in its strict mode only, where it refuses stray quotes too. It
// is told that no byte is a blank, since it would cut blanks off, which is for
// our callers to decide.
std::optional<Records> ReadWithLibcsv(const std::string& bytes,
                                      char separator) {
  csv_parser parser;
  csv_init(&parser, 0);
  csv_set_delim(&parser, static_cast<unsigned char>(separator));
  csv_set_space_func(&parser, [](unsigned char) { return 0; });
  Collector collector;
  csv_parse(&parser, bytes.data(), bytes.size(), TakeField, TakeRecord,
            &collector);
  const bool open = parser.pstate == kFieldBegun && parser.quoted != 0;
  csv_fini(&parser, TakeField, TakeRecord, &collector);
  csv_free(&parser);
  if (open) return std::nullopt;
  return collector.records;
}

std::optional<Records> ReadWithOurs(const RecordChunk& chunk,
                                    const Dialect& dialect) {
  DelimitedReader reader("random.csv", chunk, dialect);
  Records records;
  DelimitedRow row;
  while (true) {
    const auto more = reader.Next(&row);
    if (!more.ok()) return std::nullopt;
    if (!*more) return records;
    records.emplace_back(row.fields.begin(), row.fields.end());
  }
}

// Texts in which what matters to the grammar is frequent.
std::string RandomText(std::mt19937* random, size_t size) {
  static constexpr char kBytes[] = "aaab  ,,,,\"\"\"\"\n\n\r\tz";
  std::string text;
  while (text.size() < size) {
    // Runs move the interesting bytes across block borders.
    const size_t run = (*random)() % 16 == 0 ? (*random)() % 70 : 1;
    text.append(run, kBytes[(*random)() % (sizeof(kBytes) - 1)]);
  }
  return text;
}

class DelimitedReferenceTest : public ::testing::TestWithParam<char> {};

TEST_P(DelimitedReferenceTest, ReadsWhatLibcsvReads) {
  const Dialect dialect{.separator = GetParam()};
  std::mt19937 random(413505);
  int accepted = 0;
  for (int i = 0; i < testing::Cases(20000); ++i) {
    const std::string text = RandomText(&random, random() % 300);
    const auto expected = ReadWithLibcsv(text, dialect.separator);
    const auto actual = ReadWithOurs({.bytes = text}, dialect);
    ASSERT_EQ(actual, expected) << "text: " << ::testing::PrintToString(text);
    accepted += expected.has_value() ? 1 : 0;
  }
  EXPECT_GT(accepted, testing::Cases(1000));
}

TEST_P(DelimitedReferenceTest, ChunksTogetherAreTheWhole) {
  const Dialect dialect{.separator = GetParam()};
  std::mt19937 random(2024);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = RandomText(&random, random() % 600);
    const auto whole = ReadWithOurs({.bytes = text}, dialect);
    std::optional<Records> joined = Records();
    for (const RecordChunk& chunk :
         SplitAtRecords(text, dialect, 2 + static_cast<int>(random() % 4))) {
      const auto part = ReadWithOurs(chunk, dialect);
      if (!part) joined.reset();
      if (!joined) break;
      joined->insert(joined->end(), part->begin(), part->end());
    }
    ASSERT_EQ(joined, whole) << "text: " << ::testing::PrintToString(text);
  }
}

INSTANTIATE_TEST_SUITE_P(Separators, DelimitedReferenceTest,
                         ::testing::Values(',', '\t', ';'),
                         [](const auto& test) {
                           return test.param == ','    ? "Comma"
                                  : test.param == '\t' ? "Tab"
                                                       : "Semicolon";
                         });

}  // namespace
}  // namespace plumbline::tabular
