#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_ROW_GROUP_WRITER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_ROW_GROUP_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/common/tabular/plain_decimal.h"
#include "services/common/tabular/typed_columns.h"

namespace plumbline::tabular {

// Writes records into the columns of a row group.
class RowGroupWriter {
 public:
  // `bytes` is the whole text: fields within it are not copied.
  RowGroupWriter(const TableShape& shape, absl::string_view bytes,
                 RowGroup* group);
  // Groups of columns point at their columns.
  RowGroupWriter(const RowGroupWriter&) = delete;
  RowGroupWriter& operator=(const RowGroupWriter&) = delete;

  bool full() const { return group_->rows_ == group_->capacity_; }

  // How many fields a record needs for all columns.
  size_t needed_fields() const { return needed_fields_; }

  // REQUIRES: !full(), and that the record has the fields needed.
  void Append(const DelimitedRow& row);

 private:
  // A column of numbers on its way.
  struct Numbers {
    size_t field;
    int decimals;
    PlainDecimal plain;
    NumberCell* cells;
  };
  // Four of them, for processors that read four at once; or fewer, the last of
  // which then stands in for those that are missing.
  struct FourNumbers {
    const Numbers* first;
    int columns;  // A bit for each.
    size_t field[4];
    int64_t decimals[4];
    NumberCell* cells[4];
  };
  struct Texts {
    size_t field;
    absl::string_view* texts;
  };

  void AppendFours(const absl::string_view* fields, size_t at);
  void GroupByFours();
  NumberCell ReadNumber(absl::string_view text, const Numbers& column);
  void ReadLeft(int left, const Numbers* columns,
                const absl::string_view* fields, size_t at);
  NumberCell ReadOther(absl::string_view text, int decimals);
  absl::string_view Keep(absl::string_view text);
  bool HasRoom(absl::string_view field) const;
  bool StandsBehind(size_t before, const char* end) const;

  absl::string_view bytes_;
  RowGroup* group_;
  std::vector<Numbers> numbers_;
  std::vector<FourNumbers> fours_;  // All of numbers_, or none.
  std::vector<Texts> texts_;
  size_t needed_fields_ = 0;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_ROW_GROUP_WRITER_H_
