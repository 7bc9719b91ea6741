// Any bytes as a table, in pieces of any size on one thread: the rows, or the
// error, are those of the record reader and the general number parser.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/typed_columns.h"

namespace {

using plumbline::tabular::DelimitedReader;
using plumbline::tabular::DelimitedRow;
using plumbline::tabular::NumberCell;
using plumbline::tabular::ParseAnyDecimal;
using plumbline::tabular::RowGroup;
using plumbline::tabular::TableShape;

// Not its payloads, which have no order.
std::string Outcome(const absl::Status& status) {
  return absl::StrCat(absl::StatusCodeToString(status.code()), ": ",
                      status.message());
}

std::string DumpTable(absl::string_view bytes, const TableShape& shape) {
  const auto table =
      plumbline::tabular::ReadTypedTable("fuzz.csv", bytes, shape, 1);
  if (!table.ok()) return Outcome(table.status());
  std::string dump;
  for (const RowGroup& group : table->groups) {
    for (size_t row = 0; row < group.rows(); ++row) {
      for (size_t i = 0; i < shape.numbers.size(); ++i) {
        const NumberCell cell = group.Numbers(i)[row];
        const auto number = cell.number();
        absl::StrAppend(
            &dump, number ? absl::StrCat(*number) : group.TextOf(cell), "|");
      }
      absl::StrAppend(&dump, group.Texts(0)[row], "\n");
    }
  }
  return dump;
}

// The columns end at the third, or all are the first.
size_t NeededFields(const TableShape& shape) {
  return static_cast<size_t>(shape.numbers[1].column) + 1;
}

bool HasItsFields(const DelimitedRow& row, const TableShape& shape) {
  if (shape.fields != 0)
    return row.fields.size() == static_cast<size_t>(shape.fields);
  return row.fields.size() >= NeededFields(shape);
}

std::string WrongFields(const DelimitedRow& row, const TableShape& shape) {
  const std::string wanted =
      shape.fields == 0
          ? absl::StrCat(NeededFields(shape), " at least are needed")
          : absl::StrCat("every row has ", shape.fields);
  return Outcome(absl::InvalidArgumentError(absl::StrCat(
      "fuzz.csv, line ", row.line, ": ", row.fields.size(), " fields, where ",
      wanted, "; a separator may be missing or not quoted")));
}

std::string DumpRecords(absl::string_view bytes, const TableShape& shape) {
  DelimitedReader reader("fuzz.csv", bytes, shape.dialect);
  DelimitedRow row;
  std::string dump;
  while (true) {
    const auto more = reader.Next(&row);
    if (!more.ok()) return Outcome(more.status());
    if (!*more) return dump;
    if (row.record <= shape.header_records) continue;
    if (!HasItsFields(row, shape)) return WrongFields(row, shape);
    for (const auto& column : shape.numbers) {
      const absl::string_view text = row.Text(column.column);
      const auto number = ParseAnyDecimal(text, column.decimals);
      absl::StrAppend(&dump,
                      number && NumberCell::Fits(*number)
                          ? absl::StrCat(*number)
                          : std::string(text),
                      "|");
    }
    absl::StrAppend(&dump, row.Text(0), "\n");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  const bool only_first = (data[1] & 4) != 0;
  const int32_t second = only_first ? 0 : 1;
  const int32_t third = only_first ? 0 : 2;
  // Five columns of numbers: four may be read at once, and one is not.
  TableShape shape{.numbers = {{.column = second, .decimals = data[0] % 11},
                               {.column = third, .decimals = 0},
                               {.column = 0, .decimals = 2},
                               {.column = third, .decimals = 3},
                               {.column = second, .decimals = data[0] % 11}},
                   .texts = {0},
                   .header_records = data[1] % 4,
                   .fields = (data[1] & 8) != 0 ? 3 : 0,
                   .piece_bytes = data[2]};
  const absl::string_view bytes(reinterpret_cast<const char*>(data) + 3,
                                size - 3);
  const std::string expected = DumpRecords(bytes, shape);
  if (DumpTable(bytes, shape) != expected) std::abort();
  shape.four_at_once = false;
  if (DumpTable(bytes, shape) != expected) std::abort();
  return 0;
}
