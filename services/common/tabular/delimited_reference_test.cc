// The delimited reader against libcsv, an independent implementation, on random
// texts.

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/common/tabular/delimited.h"
#include "services/common/testing/libcsv_records.h"
#include "services/common/testing/sanitized.h"

namespace plumbline::tabular {
namespace {

using testing::ReadWithLibcsv;
using testing::Records;

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
