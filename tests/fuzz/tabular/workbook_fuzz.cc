// Any bytes as a worksheet's rows (where the fuzzer gets further than through a
// zip's CRC): with and without plain rows the outcome and the cells are the
// same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/tabular/workbook.h"
#include "services/common/testing/workbook_builder.h"

namespace {

using plumbline::tabular::Cell;
using plumbline::tabular::SheetRow;
using plumbline::tabular::Workbook;

// The cells, or "error": what came before an error is nobody's to use.
std::string Dump(const std::string& bytes, bool plain_rows) {
  const auto workbook = Workbook::Open(
      "fuzz.xlsx", bytes, {.unpack_ahead = false, .plain_rows = plain_rows});
  if (!workbook.ok()) return "error";
  std::string cells;
  const absl::Status status =
      workbook->ReadSheet("S", [&](const SheetRow& row) {
        absl::StrAppend(&cells, row.number, ":");
        for (const Cell& cell : row.cells) {
          absl::StrAppend(&cells, cell.column, "=", static_cast<int>(cell.kind),
                          cell.text, "|");
        }
        return absl::OkStatus();
      });
  return status.ok() ? cells : "error";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  plumbline::testing::WorkbookXml xml;
  xml.sheets = {{"S", std::string(reinterpret_cast<const char*>(bytes), size)}};
  xml.shared_strings = "<si><t>zero</t></si><si><t>one</t></si>";
  const std::string workbook = plumbline::testing::BuildWorkbookOfXml(xml);
  if (Dump(workbook, false) != Dump(workbook, true)) std::abort();
  return 0;
}
