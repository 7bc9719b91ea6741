#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_WORKBOOK_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_WORKBOOK_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/tabular/zip_archive.h"

namespace plumbline::tabular {

// What a cell holds.
enum class CellKind : uint8_t {
  kBlank,    // Formatted but empty.
  kText,     // Shared, inline or computed text.
  kNumber,   // `text` is the number as stored: "61.326999999999998",
             // "1.5418738E8".
  kDate,     // A number shown as a date or time; `text` is the serial day as
             // stored.
  kBoolean,  // `text` is "1" or "0".
  kError,    // `text` is "#N/A", "#REF!" and the like.
};

// One cell. Lives until the callback that was given its row returns.
struct Cell {
  int32_t column = 0;  // From 0: A is 0, AF is 31.
  CellKind kind = CellKind::kBlank;
  absl::string_view text;  // As stored; not trimmed. Empty for kBlank.
};

// One row. Cells that the file leaves out are not in it.
struct SheetRow {
  int64_t number =
      0;  // As shown by a spreadsheet: the first is 1. Rows may be left out.
  absl::Span<const Cell> cells;  // Columns ascend strictly.

  // The cell in this column, or null when the row has none.
  const Cell* Find(int32_t column) const;

  // The text of the cell in this column; empty when the row has none or it is
  // blank.
  absl::string_view Text(int32_t column) const;

  // Whether no cell has text.
  bool empty() const;
};

// One worksheet as the workbook lists it.
struct SheetListing {
  std::string name;
  bool hidden = false;  // Hidden, or "very hidden".
};

// Takes one row; an error stops the reading and is returned from there.
using RowSink = absl::FunctionRef<absl::Status(const SheetRow& row)>;

// How a workbook is read. The rows are the same for every setting.
struct WorkbookOptions {
  ZipLimits limits = {};

  // Unpack on a second thread while the rows are parsed on the caller's.
  bool unpack_ahead = true;

  // Parse rows of the plainest form without the XML library. Off, every byte
  // goes through it: the reference that tests compare with.
  bool plain_rows = true;
};

// A SpreadsheetML (.xlsx) workbook in memory, read only and row by row: memory
// grows with the workbook's shared strings, not with its rows.
//
// Movable. Not safe for use by two threads at once.
class Workbook {
 public:
  // Reads everything but the sheets' rows. `bytes` must outlive the object;
  // `file_name` is for errors.
  //
  // Errors:
  //   kInvalidArgument, FILE_MALFORMED: not a zip or not a workbook (an old
  //   .xls is named as such), broken XML, any document type declaration, a part
  //   that is missing. kResourceExhausted, FILE_TOO_LARGE: a limit is passed.
  static absl::StatusOr<Workbook> Open(absl::string_view file_name,
                                       absl::string_view bytes,
                                       const WorkbookOptions& options = {});

  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  const std::string& file_name() const;

  // The worksheets in the order of their tabs; chart sheets are not among them.
  absl::Span<const SheetListing> sheets() const;

  // Whether there is a worksheet of this name, compared without regard to ASCII
  // case.
  bool HasSheet(absl::string_view name) const;

  // Whether serial days count from 1904-01-01 rather than from 1899-12-30.
  bool epoch_1904() const;

  // Gives the rows of one worksheet to `sink` in order. The name is compared
  // without regard to case.
  //
  // The file is known to be whole only when this returns OK: a sink must not
  // publish before that.
  //
  // Errors: as Open; kNotFound, NOT_FOUND: no such sheet (the message lists
  // them); whatever `sink` returns. Errors in cells name file, sheet, row and
  // column.
  absl::Status ReadSheet(absl::string_view name, RowSink sink) const;

 private:
  struct State;
  explicit Workbook(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_WORKBOOK_H_
