#include "services/common/tabular/row_group_writer.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "absl/base/attributes.h"
#include "absl/base/optimization.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/four_decimals.h"

namespace plumbline::tabular {
namespace {

// The eight bytes before the end of the text.
int64_t LoadBefore(absl::string_view text) {
  int64_t bytes;
  std::memcpy(&bytes, text.data() + text.size() - PlainDecimal::kBytes,
              PlainDecimal::kBytes);
  return bytes;
}

int64_t SizeOf(absl::string_view text) {
  return static_cast<int64_t>(text.size());
}

NumberCell CellOf(int64_t bits) { return std::bit_cast<NumberCell>(bits); }

}  // namespace

RowGroupWriter::RowGroupWriter(const TableShape& shape, absl::string_view bytes,
                               RowGroup* group)
    : bytes_(bytes), group_(group) {
  for (size_t i = 0; i < shape.numbers.size(); ++i) {
    const NumberColumn& column = shape.numbers[i];
    const auto field = static_cast<size_t>(column.column);
    numbers_.push_back({.field = field,
                        .decimals = column.decimals,
                        .plain = PlainDecimal(column.decimals),
                        .cells = group->NumberAt(i)});
    needed_fields_ = std::max(needed_fields_, field + 1);
  }
  if (shape.four_at_once) GroupByFours();
  for (size_t i = 0; i < shape.texts.size(); ++i) {
    const auto field = static_cast<size_t>(shape.texts[i]);
    texts_.push_back({.field = field, .texts = group->TextAt(i)});
    needed_fields_ = std::max(needed_fields_, field + 1);
  }
}

void RowGroupWriter::Append(const DelimitedRow& row) {
  const size_t at = group_->rows_;
  const absl::string_view* fields = row.fields.data();
  if (!fours_.empty()) {
    AppendFours(fields, at);
  } else {
    for (const Numbers& column : numbers_)
      column.cells[at] = ReadNumber(fields[column.field], column);
  }
  for (const Texts& column : texts_)
    column.texts[at] = Keep(fields[column.field]);
  ++group_->rows_;
}

ABSL_ATTRIBUTE_ALWAYS_INLINE inline NumberCell RowGroupWriter::ReadNumber(
    absl::string_view text, const Numbers& column) {
  const char* end = text.data() + text.size();
  if (ABSL_PREDICT_FALSE(text.size() - 1 >= PlainDecimal::kBytes ||
                         !StandsBehind(PlainDecimal::kBytes, end)))
    return ReadOther(text, column.decimals);
  const PlainDecimal::Found found = column.plain.Read(end, text.size());
  // Markers (`*`, `#`) are of one byte. They come as they like: no branch.
  if (ABSL_PREDICT_FALSE(!found.plain & (text.size() > 1)))
    return ReadOther(text, column.decimals);
  const NumberCell number = NumberCell::OfNumber(found.number);
  const NumberCell marker = NumberCell::OfHeldText(found.text & 0xFF);
  return NumberCell::Choose(found.plain, number, marker);
}

// Whether what PlainDecimal reads of it is within the text.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool RowGroupWriter::HasRoom(
    absl::string_view field) const {
  return StandsBehind(PlainDecimal::kBytes, field.data() + field.size());
}

// Whether `end` is in the text, with at least so many bytes of it before.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool RowGroupWriter::StandsBehind(
    size_t before, const char* end) const {
  const uintptr_t offset = reinterpret_cast<uintptr_t>(end) -
                           reinterpret_cast<uintptr_t>(bytes_.data());
  return (offset >= before) & (offset <= bytes_.size());
}

#if defined(__x86_64__)

void RowGroupWriter::GroupByFours() {
  if (!__builtin_cpu_supports("avx2")) return;
  for (size_t i = 0; i < numbers_.size(); i += 4) {
    FourNumbers& four = fours_.emplace_back();
    const size_t count = std::min<size_t>(4, numbers_.size() - i);
    four.first = &numbers_[i];
    four.columns = (1 << count) - 1;
    for (size_t lane = 0; lane < 4; ++lane) {
      const Numbers& column = numbers_[i + std::min(lane, count - 1)];
      four.field[lane] = column.field;
      four.decimals[lane] = column.decimals;
      four.cells[lane] = column.cells;
    }
  }
}

PLUMBLINE_FOR_AVX2 void RowGroupWriter::AppendFours(
    const absl::string_view* fields, size_t at) {
  for (const FourNumbers& four : fours_) {
    const absl::string_view& a = fields[four.field[0]];
    const absl::string_view& b = fields[four.field[1]];
    const absl::string_view& c = fields[four.field[2]];
    const absl::string_view& d = fields[four.field[3]];
    int left = four.columns;
    if (ABSL_PREDICT_TRUE(HasRoom(a) && HasRoom(b) && HasRoom(c) &&
                          HasRoom(d))) {
      const auto decimals =
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(four.decimals));
      const FourDecimals read = ReadFourDecimals(
          _mm256_set_epi64x(LoadBefore(d), LoadBefore(c), LoadBefore(b),
                            LoadBefore(a)),
          _mm256_set_epi64x(SizeOf(d), SizeOf(c), SizeOf(b), SizeOf(a)),
          decimals);
      left = read.left & four.columns;
      four.cells[0][at] = CellOf(_mm256_extract_epi64(read.cells, 0));
      four.cells[1][at] = CellOf(_mm256_extract_epi64(read.cells, 1));
      four.cells[2][at] = CellOf(_mm256_extract_epi64(read.cells, 2));
      four.cells[3][at] = CellOf(_mm256_extract_epi64(read.cells, 3));
    }
    if (ABSL_PREDICT_FALSE(left != 0)) ReadLeft(left, four.first, fields, at);
  }
}

// The columns whose bits are set, one by one.
void RowGroupWriter::ReadLeft(int left, const Numbers* columns,
                              const absl::string_view* fields, size_t at) {
  for (size_t lane = 0; lane < 4; ++lane) {
    if ((left >> lane & 1) == 0) continue;
    columns[lane].cells[at] =
        ReadNumber(fields[columns[lane].field], columns[lane]);
  }
}

#else

void RowGroupWriter::GroupByFours() {}
void RowGroupWriter::AppendFours(const absl::string_view*, size_t) {}

#endif

NumberCell RowGroupWriter::ReadOther(absl::string_view text, int decimals) {
  if (text.empty()) return NumberCell::OfText(text);
  const std::optional<int64_t> number = ParseAnyDecimal(text, decimals);
  if (number && NumberCell::Fits(*number)) return NumberCell::OfNumber(*number);
  if (text.size() <= NumberCell::kHeldBytes) return NumberCell::OfText(text);
  group_->listed_.push_back(Keep(text));
  return NumberCell::OfListed(group_->listed_.size() - 1);
}

// The text where it stays: the record's own fields live no longer than it.
absl::string_view RowGroupWriter::Keep(absl::string_view text) {
  if (ABSL_PREDICT_TRUE(StandsBehind(text.size(), text.data() + text.size())))
    return text;
  return text.empty() ? absl::string_view() : group_->copies_.Copy(text);
}

}  // namespace plumbline::tabular
