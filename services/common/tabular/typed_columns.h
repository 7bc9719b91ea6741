#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_TYPED_COLUMNS_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_TYPED_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/tabular/column_memory.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/number_cell.h"
#include "services/common/tabular/text_arena.h"

namespace plumbline::tabular {

// A column of numbers: where it stands in the text (from 0), and how many
// decimals are kept (0 to 10; rounded half away from zero, see ParseDecimal).
struct NumberColumn {
  int32_t column = 0;
  int decimals = 0;
};

// Which columns of a text become a table, and how it is read.
struct TableShape {
  std::vector<NumberColumn> numbers = {};
  std::vector<int32_t> texts = {};  // Columns of texts, by where they stand.
  int64_t header_records = 1;       // Records at the start that are no rows.
  Dialect dialect = kCsv;
  // How many fields every row has; 0 where rows may differ, as long as none is
  // too short for the columns.
  int32_t fields = 0;
  // Off, numbers are read one by one even where the processor could read four
  // at once. The table is the same.
  bool four_at_once = true;
  // The text is read in pieces of about so many bytes, each of which becomes
  // a row group or a few; the threads share them.
  int64_t piece_bytes = int64_t{4} << 20;
};

// Rows that follow each other in the text, column by column.
class RowGroup {
 public:
  // For at most `capacity` rows; ok() is false when there is no memory.
  RowGroup() = default;
  RowGroup(const TableShape& shape, size_t capacity);

  bool ok() const { return memory_.begin() != nullptr; }
  size_t rows() const { return rows_; }

  // The cells of the column at this place of TableShape::numbers.
  absl::Span<const NumberCell> Numbers(size_t column) const {
    return {NumberAt(column), rows_};
  }

  // The texts of the column at this place of TableShape::texts; unquoted,
  // blanks kept. They live as long as both the table and the bytes read.
  absl::Span<const absl::string_view> Texts(size_t column) const {
    return {TextAt(column), rows_};
  }

  // What was written in a cell that is no number, wherever it is kept.
  std::string TextOf(NumberCell cell) const;

 private:
  friend class RowGroupWriter;

  NumberCell* NumberAt(size_t column) const {
    return reinterpret_cast<NumberCell*>(memory_.begin() +
                                         column * number_stride_);
  }
  absl::string_view* TextAt(size_t column) const {
    return reinterpret_cast<absl::string_view*>(memory_.begin() + texts_begin_ +
                                                column * text_stride_);
  }

  ColumnMemory memory_;
  size_t capacity_ = 0;
  size_t rows_ = 0;
  size_t number_stride_ = 0;  // Bytes from one column to the next.
  size_t text_stride_ = 0;
  size_t texts_begin_ = 0;
  std::vector<absl::string_view> listed_;  // Long texts of number cells.
  TextArena copies_;  // Texts that do not stand in the bytes as they are.
};

// A text as columns. Which rows are in which group depends on the text and the
// shape alone, never on the threads.
struct TypedTable {
  std::vector<RowGroup> groups;  // None is empty.
  int64_t rows = 0;
  int64_t stray_quote_rows = 0;  // See DelimitedRow::stray_quote.
  int64_t replaced_fields = 0;   // See DelimitedReader::replaced_fields.
};

// Reads the columns of `shape` out of a delimited text on up to `threads`
// threads, of which the caller's is one. `bytes` must outlive the table.
//
// The table, or the error, is the same for any number of threads. Errors are
// those of DelimitedReader and FILE_MALFORMED (kInvalidArgument) for a row of
// the wrong number of fields, whichever stands first; FILE_TOO_LARGE
// (kResourceExhausted) where there is no memory for the columns.
absl::StatusOr<TypedTable> ReadTypedTable(absl::string_view file_name,
                                          absl::string_view bytes,
                                          const TableShape& shape, int threads);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_TYPED_COLUMNS_H_
