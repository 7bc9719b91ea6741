#include "services/common/tabular/row_builder.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/header.h"

namespace plumbline::tabular {
namespace {

// The limits of a worksheet (Excel specifications and limits).
constexpr int64_t kMaxRows = 1048576;
constexpr int32_t kMaxColumns = 16384;

// The value of up to nine digits, or -1.
int64_t ParseDigits(absl::string_view digits) {
  if (digits.empty() || digits.size() > 9) return -1;
  int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

// The column of the letters that `reference` starts with, which are taken off;
// -1 when there is none.
int32_t TakeColumn(absl::string_view* reference) {
  int32_t column = 0;
  size_t i = 0;
  for (; i < reference->size() && i < 3; ++i) {
    const char c = (*reference)[i];
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + (c - 'A' + 1);
  }
  reference->remove_prefix(i);
  return column <= kMaxColumns ? column - 1 : -1;
}

}  // namespace

RowBuilder::RowBuilder(absl::string_view where, const SharedStrings& strings,
                       const std::vector<bool>& date_formats, RowSink sink)
    : where_(where),
      strings_(strings),
      date_formats_(date_formats),
      any_date_(std::find(date_formats.begin(), date_formats.end(), true) !=
                date_formats.end()),
      sink_(sink) {}

absl::Status RowBuilder::BeginRow(absl::string_view reference) {
  const int64_t row = reference.empty() ? row_ + 1 : ParseDigits(reference);
  if (row <= row_ || row > kMaxRows) {
    return Malformed(
        absl::StrCat("row ", row_, " is followed by row \"", reference,
                     "\"; row numbers must ascend and be at most ", kMaxRows));
  }
  row_before_ = row_;
  row_ = row;
  row_text_.clear();
  absl::StrAppend(&row_text_, row);
  cells_.clear();
  return absl::OkStatus();
}

absl::Status RowBuilder::AddCell(const StoredCell& stored) {
  Cell cell;
  PLUMBLINE_RETURN_IF_ERROR(Place(stored.reference, &cell.column));
  if (!stored.value.empty()) PLUMBLINE_RETURN_IF_ERROR(Resolve(stored, &cell));
  cells_.push_back(cell);
  return absl::OkStatus();
}

absl::Status RowBuilder::Place(absl::string_view reference, int32_t* column) {
  const int32_t least = cells_.empty() ? 0 : cells_.back().column + 1;
  absl::string_view rest = reference;
  *column = reference.empty() ? least : TakeColumn(&rest);
  const bool wrong_row = !reference.empty() && rest != row_text_;
  if (*column < least || *column >= kMaxColumns || wrong_row) {
    return Malformed(
        absl::StrCat("row ", row_, ": the cell reference \"", reference,
                     "\" is not of this row, not a reference, or not right of ",
                     ColumnLetter(std::max(0, least - 1)), row_));
  }
  return absl::OkStatus();
}

absl::Status RowBuilder::Resolve(const StoredCell& stored, Cell* cell) const {
  const absl::string_view type = stored.type;
  cell->text = stored.value;
  if (type == "s") return ResolveShared(stored.value, cell);
  if (type.empty() || type == "n") {
    cell->kind = IsDate(stored.style) ? CellKind::kDate : CellKind::kNumber;
  } else if (type == "str" || type == "inlineStr") {
    cell->kind = CellKind::kText;
  } else if (type == "b") {
    cell->kind = CellKind::kBoolean;
  } else if (type == "e") {
    cell->kind = CellKind::kError;
  } else if (type == "d") {
    cell->kind = CellKind::kDate;
  } else {
    return MalformedCell(
        cell->column, absl::StrCat("the cell type \"", type, "\" is unknown"));
  }
  return absl::OkStatus();
}

absl::Status RowBuilder::ResolveShared(absl::string_view index,
                                       Cell* cell) const {
  const int64_t i = ParseDigits(index);
  if (i < 0 || i >= static_cast<int64_t>(strings_.size())) {
    return MalformedCell(
        cell->column,
        absl::StrCat("there is no shared text number \"", index.substr(0, 20),
                     "\"; the workbook has ", strings_.size()));
  }
  cell->kind = CellKind::kText;
  cell->text = strings_[static_cast<size_t>(i)];
  return absl::OkStatus();
}

bool RowBuilder::IsDate(absl::string_view style) const {
  if (!any_date_) return false;
  const int64_t index = style.empty() ? 0 : ParseDigits(style);
  return index >= 0 && index < static_cast<int64_t>(date_formats_.size()) &&
         date_formats_[static_cast<size_t>(index)];
}

absl::Status RowBuilder::EndRow() {
  return sink_(SheetRow{.number = row_, .cells = cells_});
}

void RowBuilder::DropRow() { row_ = row_before_; }

absl::Status RowBuilder::Malformed(absl::string_view what) const {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
      absl::StrCat(where_, ", ", what, "; save the workbook again"),
      {{"sheet", std::string(where_)}, {"row", absl::StrCat(row_)}});
}

absl::Status RowBuilder::MalformedCell(int32_t column,
                                       absl::string_view what) const {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kFileMalformed,
                     absl::StrCat(where_, ", cell ", ColumnLetter(column), row_,
                                  ": ", what, "; save the workbook again"),
                     {{"sheet", std::string(where_)},
                      {"row", absl::StrCat(row_)},
                      {"column", ColumnLetter(column)}});
}

}  // namespace plumbline::tabular
