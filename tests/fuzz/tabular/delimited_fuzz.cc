// Any bytes: what our reader accepts, libcsv reads to the same records, and the
// chunks of a text hold together the records of the whole.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "services/common/tabular/delimited.h"
#include "services/common/testing/libcsv_records.h"

namespace {

using plumbline::tabular::DelimitedReader;
using plumbline::tabular::DelimitedRow;
using plumbline::tabular::Dialect;
using plumbline::tabular::InvalidUtf8;
using plumbline::tabular::RecordChunk;
using plumbline::testing::ReadWithLibcsv;
using plumbline::testing::Records;

std::optional<Records> ReadWithOurs(const RecordChunk& chunk,
                                    const Dialect& dialect) {
  DelimitedReader reader("fuzz.csv", chunk, dialect);
  Records records;
  DelimitedRow row;
  while (true) {
    const auto more = reader.Next(&row);
    if (!more.ok()) return std::nullopt;
    if (!*more) return records;
    if (row.record != chunk.first_record + static_cast<int64_t>(records.size()))
      std::abort();
    auto& fields = records.emplace_back();
    for (const absl::string_view field : row.fields) fields.emplace_back(field);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Dialect strict;
  const auto whole = ReadWithOurs({.bytes = bytes}, strict);
  if (whole) {
    const bool marked =
        bytes.size() >= 3 && bytes.substr(0, 3) == "\xEF\xBB\xBF";
    if (whole != ReadWithLibcsv(marked ? bytes.substr(3) : bytes)) std::abort();
  }
  for (int n = 2; n <= 4; ++n) {
    std::optional<Records> joined = Records();
    for (const RecordChunk& chunk : SplitAtRecords(bytes, strict, n)) {
      const auto part = ReadWithOurs(chunk, strict);
      if (!part) joined.reset();
      if (!joined) break;
      joined->insert(joined->end(), part->begin(), part->end());
    }
    if (joined != whole) std::abort();
  }
  Dialect lenient = plumbline::tabular::kTsv;
  lenient.invalid_utf8 = InvalidUtf8::kReplace;
  ReadWithOurs({.bytes = bytes}, lenient);
  return 0;
}
