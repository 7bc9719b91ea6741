#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_SHEET_HANDLER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_SHEET_HANDLER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "services/common/tabular/row_builder.h"
#include "services/common/tabular/text_arena.h"
#include "services/common/tabular/xml_parser.h"

namespace plumbline::tabular {

// Finds rows and cells in a worksheet part:
// worksheet > sheetData > row > c > (v | is > (t | r > t | rPh)), formulas and
// the rest passed over.
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(absl::string_view where, RowBuilder* rows)
      : where_(where), rows_(rows) {}

  // Before the first byte.
  void Bind(XmlParser* parser) { parser_ = parser; }

  // Whether the parser is within sheetData, in a row of it or not.
  bool in_sheet_data() const { return in_data_; }

  void StartElement(absl::string_view name, const XmlAttributes& attributes,
                    int depth) override;
  void EndElement(absl::string_view name, int depth) override;
  void Text(absl::string_view text) override;

 private:
  void StartCell(const XmlAttributes& attributes);
  void StartWithinCell(absl::string_view name, int depth);
  void EndCell();
  void StopUnlessOk(absl::Status status);

  absl::string_view where_;
  RowBuilder* rows_;
  XmlParser* parser_ = nullptr;
  bool in_data_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_inline_ = false;
  int phonetic_depth_ = 0;
  std::string reference_;
  std::string style_;
  std::string type_;
  std::string value_;
  TextArena kept_;  // The values of the row's cells.
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_SHEET_HANDLER_H_
