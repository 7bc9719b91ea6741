#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_SHEET_READER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_SHEET_READER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/tabular/row_builder.h"
#include "services/common/tabular/sheet_handler.h"
#include "services/common/tabular/xml_parser.h"

namespace plumbline::tabular {

// Reads a worksheet part that arrives in pieces.
//
// The XML library judges the whole part except plain rows (see ReadPlainRow),
// which are well-formed by themselves and are left out of what it is given: a
// part without some of its rows is well-formed exactly when the part with them
// is. A row that is not plain goes to the library whole, and rows are taken
// past it again only while the library is known to stand between two rows of
// sheetData.
class SheetReader {
 public:
  SheetReader(absl::string_view where, RowBuilder* rows, bool plain_rows);

  absl::Status Feed(absl::string_view chunk);
  absl::Status Finish();

 private:
  enum class Mode {
    kSeeking,  // Before sheetData: the library gets tag by tag.
    kPlain,    // Between two rows of sheetData.
    kXml,      // The library gets everything from here on.
  };

  absl::Status Advance();
  absl::Status Seek(const char** at);
  absl::Status TakeRows(const char** at);
  absl::Status HandOverRow(const char** at, bool* waiting);
  absl::Status Give(const char** at, const char* to);
  bool BetweenRows() const;

  RowBuilder* rows_;
  SheetHandler handler_;
  XmlParser parser_;
  Mode mode_;
  std::string pending_;  // What has arrived and is not used yet.
  size_t sought_ = 0;    // How many bytes went by in kSeeking.
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_SHEET_READER_H_
