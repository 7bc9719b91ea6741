#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_HEADER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_HEADER_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/workbook.h"

namespace plumbline::tabular {

// The letters of a column: 0 is "A", 27 is "AB". `column` is 0 or more.
std::string ColumnLetter(int32_t column);

// A column heading folded for comparison: upper case (ASCII), runs of blanks,
// line breaks, no-break spaces and underscores as one `_`, en and em dashes as
// `-`, footnote marks (`[7]`) and a byte-order mark dropped. `Loc Quotient [3]`
// and `LOC_QUOTIENT` are both `LOC_QUOTIENT`.
std::string FoldHeading(absl::string_view text);

// Which column has which heading. Names are asked for in any spelling that
// folds to the same.
class HeaderMap {
 public:
  HeaderMap() = default;

  // `cells` are the headings from column 0. Empty ones have no name.
  HeaderMap(int64_t row_number, absl::Span<const absl::string_view> cells);

  // The column with this heading, the first when it occurs twice.
  std::optional<int32_t> Find(absl::string_view name) const;

  // The column of the first of these names that there is: {"AREA_TITLE",
  // "AREA_NAME"}.
  std::optional<int32_t> FindAny(
      std::initializer_list<absl::string_view> names) const;

  // How many columns have this heading.
  int Count(absl::string_view name) const;

  // The heading of a column as printed, trimmed; empty beyond the last.
  absl::string_view Original(int32_t column) const;

  // The folded heading of a column; empty beyond the last.
  absl::string_view Folded(int32_t column) const;

  // One more than the last column.
  int32_t size() const { return static_cast<int32_t>(original_.size()); }

  // The row (or record) number of the heading row.
  int64_t row_number() const { return row_number_; }

 private:
  int64_t row_number_ = 0;
  std::vector<std::string> original_;
  std::vector<std::string> folded_;
  absl::flat_hash_map<std::string, int32_t> first_;
};

// Looks for the heading row among the first rows of a sheet or a text.
//
//   HeaderFinder finder({"OCC_CODE", "AREA_TITLE|AREA_NAME"});
//   for each row: if (!finder.found()) { finder.Offer(row); continue; }
//   at the end: if (!finder.found()) return finder.NotFound(file, sheet);
class HeaderFinder {
 public:
  // The columns that the row must have, each a name or several joined by `|` of
  // which one is enough. Rows after the first `max_rows` offered are not looked
  // at.
  explicit HeaderFinder(std::vector<std::string> required, int max_rows = 30);

  // Looks at one row; true when it is the heading row, which `header` then
  // describes.
  bool Offer(const SheetRow& row);
  bool Offer(const DelimitedRow& row);

  bool found() const { return found_; }

  // Whether no further row can be the heading row: found, or `max_rows` were
  // offered.
  bool done() const { return found_ || offered_ >= max_rows_; }

  // Only when `found`.
  const HeaderMap& header() const { return header_; }

  // The error to return when no row was the heading row: kInvalidArgument,
  // LAYOUT_UNKNOWN. It names the row that came nearest and the columns that it
  // lacks. `sheet` may be empty.
  absl::Status NotFound(absl::string_view file, absl::string_view sheet) const;

 private:
  bool OfferCells(int64_t row_number,
                  absl::Span<const absl::string_view> cells);

  std::vector<std::vector<std::string>> required_;
  std::vector<std::string> spelled_;
  int max_rows_;
  int offered_ = 0;
  bool found_ = false;
  HeaderMap header_;
  int64_t nearest_row_ = 0;
  size_t nearest_missing_ = 0;
  std::vector<std::string> missing_;
};

// The rows of a worksheet under its heading row, by column name.
//
// `take` is given the heading and each row after it, rows without text left
// out.
//
// Errors: as Workbook::ReadSheet; kInvalidArgument, LAYOUT_UNKNOWN: no heading
// row.
absl::Status ReadSheetTable(const Workbook& workbook, absl::string_view sheet,
                            const std::vector<std::string>& required,
                            absl::FunctionRef<absl::Status(
                                const HeaderMap& header, const SheetRow& row)>
                                take);

// The records of a delimited text under its heading record, by column name.
//
// Errors: as DelimitedReader::Next; kInvalidArgument, LAYOUT_UNKNOWN: no
// heading record.
absl::Status ReadDelimitedTable(
    absl::string_view file_name, absl::string_view bytes,
    const Dialect& dialect, const std::vector<std::string>& required,
    absl::FunctionRef<absl::Status(const HeaderMap& header,
                                   const DelimitedRow& row)>
        take);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_HEADER_H_
