#ifndef PLUMBLINE_SERVICES_COMMON_TESTING_WORKBOOK_BUILDER_H_
#define PLUMBLINE_SERVICES_COMMON_TESTING_WORKBOOK_BUILDER_H_

#include <string>
#include <utility>
#include <vector>

#include "services/common/testing/zip_builder.h"

namespace plumbline::testing {

// A cell to write: text, a number as it is to be stored, or nothing.
class TestCell {
 public:
  TestCell() = default;
  TestCell(const char* text)
      : text_(text) {}  // NOLINT(google-explicit-constructor)
  TestCell(std::string text)
      : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)

  static TestCell Number(std::string stored) {
    TestCell cell(std::move(stored));
    cell.number_ = true;
    return cell;
  }

  const std::string& text() const { return text_; }
  bool number() const { return number_; }

 private:
  std::string text_;
  bool number_ = false;
};

// One worksheet. Empty cells and empty rows are left out of the file, as
// spreadsheets do.
struct TestSheet {
  std::string name;
  std::vector<std::vector<TestCell>> rows;  // The first is row 1.
  bool hidden = false;
};

// An .xlsx workbook of these sheets, in memory. Texts are shared strings.
std::string BuildWorkbook(const std::vector<TestSheet>& sheets);

// The parts of a workbook as XML, for tests of what `BuildWorkbook` cannot say.
struct WorkbookXml {
  // Name and what stands between <sheetData> and </sheetData>, of each sheet.
  std::vector<std::pair<std::string, std::string>> sheets = {};
  // The <si> elements; no such part when empty.
  std::string shared_strings = {};
  // What stands within <styleSheet>; no such part when empty.
  std::string styles = {};
  // Before <sheets>: `<workbookPr date1904="1"/>`.
  std::string workbook_properties = {};
  // Added to the first <sheet>: ` state="hidden"`.
  std::string sheet_attributes = {};
  // Replace a part of the same name.
  std::vector<ZipContent> other_parts = {};
};

// The entries of such a workbook, to be changed before `BuildZip`.
std::vector<ZipContent> WorkbookEntries(const WorkbookXml& workbook);

std::string BuildWorkbookOfXml(const WorkbookXml& workbook);

}  // namespace plumbline::testing

#endif  // PLUMBLINE_SERVICES_COMMON_TESTING_WORKBOOK_BUILDER_H_
