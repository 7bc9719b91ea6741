#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_ROW_BUILDER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_ROW_BUILDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/tabular/shared_strings.h"
#include "services/common/tabular/workbook.h"

namespace plumbline::tabular {

// A <c> as the sheet's XML has it: its attributes (empty where left out) and
// its value.
struct StoredCell {
  absl::string_view reference;  // r
  absl::string_view style;      // s
  absl::string_view type;       // t
  absl::string_view
      value;  // Of <v>, or the text of <is>. Stays where it is until EndRow.
};

// Makes rows of what is found in a sheet's XML and gives them to the sink.
class RowBuilder {
 public:
  // All that is given must outlive the builder. `where` names file and sheet.
  RowBuilder(absl::string_view where, const SharedStrings& strings,
             const std::vector<bool>& date_formats, RowSink sink);

  // Starts a row; `reference` is its `r`, empty for the one after the last.
  //
  // Errors (all functions): kInvalidArgument, FILE_MALFORMED.
  absl::Status BeginRow(absl::string_view reference);
  absl::Status AddCell(const StoredCell& cell);

  // Gives the row to the sink, and returns what that returns.
  absl::Status EndRow();

  // Forgets the row that was begun, as if BeginRow had not been called.
  void DropRow();

 private:
  absl::Status Place(absl::string_view reference, int32_t* column);
  absl::Status Resolve(const StoredCell& stored, Cell* cell) const;
  absl::Status ResolveShared(absl::string_view index, Cell* cell) const;
  bool IsDate(absl::string_view style) const;
  absl::Status Malformed(absl::string_view what) const;
  absl::Status MalformedCell(int32_t column, absl::string_view what) const;

  absl::string_view where_;
  const SharedStrings& strings_;
  const std::vector<bool>& date_formats_;
  const bool any_date_;
  RowSink sink_;
  int64_t row_ = 0;
  int64_t row_before_ = 0;
  std::string row_text_;  // `row_` in digits, to compare cell references with.
  std::vector<Cell> cells_;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_ROW_BUILDER_H_
