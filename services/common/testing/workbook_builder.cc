#include "services/common/testing/workbook_builder.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace plumbline::testing {
namespace {

constexpr char kMain[] =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kTypes[] =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr char kRelationships[] =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr char kXml[] =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

std::string Escape(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string Letters(size_t column) {
  std::string letters;
  for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string RelationshipXml(const std::string& id, const std::string& type,
                            const std::string& target) {
  return absl::StrCat("<Relationship Id=\"", id, "\" Type=\"", kTypes, "/",
                      type, "\" Target=\"", target, "\"/>");
}

std::string RelationshipsPart(const std::string& relationships) {
  return absl::StrCat(kXml, "<Relationships xmlns=\"", kRelationships, "\">",
                      relationships, "</Relationships>");
}

std::string SheetPath(size_t i) {
  return absl::StrCat("worksheets/sheet", i + 1, ".xml");
}

void Put(std::vector<ZipContent>* entries, const ZipContent& part) {
  const auto found =
      std::find_if(entries->begin(), entries->end(),
                   [&](const ZipContent& e) { return e.name == part.name; });
  if (found == entries->end()) {
    entries->push_back(part);
  } else {
    *found = part;
  }
}

// Shared strings, numbered in the order in which they are met.
class StringTable {
 public:
  size_t Add(const std::string& text) {
    const auto [found, added] = index_.emplace(text, index_.size());
    if (added) {
      absl::StrAppend(&xml_, "<si><t xml:space=\"preserve\">", Escape(text),
                      "</t></si>");
    }
    return found->second;
  }
  const std::string& xml() const { return xml_; }

 private:
  std::map<std::string, size_t> index_;
  std::string xml_;
};

std::string RowXml(const std::vector<TestCell>& row, size_t number,
                   StringTable* strings) {
  std::string cells;
  for (size_t column = 0; column < row.size(); ++column) {
    const TestCell& cell = row[column];
    if (cell.text().empty()) continue;
    const std::string reference = absl::StrCat(Letters(column), number);
    if (cell.number()) {
      absl::StrAppend(&cells, "<c r=\"", reference, "\"><v>", cell.text(),
                      "</v></c>");
    } else {
      absl::StrAppend(&cells, "<c r=\"", reference, "\" t=\"s\"><v>",
                      strings->Add(cell.text()), "</v></c>");
    }
  }
  if (cells.empty()) return "";
  return absl::StrCat("<row r=\"", number, "\">", cells, "</row>");
}

}  // namespace

std::vector<ZipContent> WorkbookEntries(const WorkbookXml& workbook) {
  std::string sheets;
  std::string related;
  std::vector<ZipContent> entries;
  for (size_t i = 0; i < workbook.sheets.size(); ++i) {
    const auto& [name, rows] = workbook.sheets[i];
    absl::StrAppend(&sheets, "<sheet name=\"", Escape(name), "\" sheetId=\"",
                    i + 1, "\" r:id=\"rId", i + 1, "\"",
                    i == 0 ? workbook.sheet_attributes : "", "/>");
    absl::StrAppend(&related, RelationshipXml(absl::StrCat("rId", i + 1),
                                              "worksheet", SheetPath(i)));
    entries.push_back(
        {"xl/" + SheetPath(i),
         absl::StrCat(kXml, "<worksheet xmlns=\"", kMain, "\"><sheetData>",
                      rows, "</sheetData></worksheet>")});
  }
  if (!workbook.shared_strings.empty()) {
    absl::StrAppend(&related, RelationshipXml("rIdS", "sharedStrings",
                                              "sharedStrings.xml"));
    entries.push_back({"xl/sharedStrings.xml",
                       absl::StrCat(kXml, "<sst xmlns=\"", kMain, "\">",
                                    workbook.shared_strings, "</sst>")});
  }
  if (!workbook.styles.empty()) {
    absl::StrAppend(&related, RelationshipXml("rIdT", "styles", "styles.xml"));
    entries.push_back({"xl/styles.xml",
                       absl::StrCat(kXml, "<styleSheet xmlns=\"", kMain, "\">",
                                    workbook.styles, "</styleSheet>")});
  }
  entries.push_back({"xl/_rels/workbook.xml.rels", RelationshipsPart(related)});
  entries.push_back(
      {"_rels/.rels", RelationshipsPart(RelationshipXml(
                          "rId1", "officeDocument", "xl/workbook.xml"))});
  entries.push_back(
      {"xl/workbook.xml",
       absl::StrCat(kXml, "<workbook xmlns=\"", kMain, "\" xmlns:r=\"", kTypes,
                    "\">", workbook.workbook_properties, "<sheets>", sheets,
                    "</sheets></workbook>")});
  for (const ZipContent& part : workbook.other_parts) Put(&entries, part);
  return entries;
}

std::string BuildWorkbookOfXml(const WorkbookXml& workbook) {
  return BuildZip(WorkbookEntries(workbook));
}

std::string BuildWorkbook(const std::vector<TestSheet>& sheets) {
  WorkbookXml xml;
  StringTable strings;
  for (const TestSheet& sheet : sheets) {
    std::string rows;
    for (size_t i = 0; i < sheet.rows.size(); ++i) {
      absl::StrAppend(&rows, RowXml(sheet.rows[i], i + 1, &strings));
    }
    xml.sheets.emplace_back(sheet.name, rows);
  }
  xml.shared_strings = strings.xml();
  std::vector<ZipContent> entries = WorkbookEntries(xml);
  for (ZipContent& entry : entries) {
    if (entry.name != "xl/workbook.xml") continue;
    for (const TestSheet& sheet : sheets) {
      const std::string start =
          absl::StrCat("<sheet name=\"", Escape(sheet.name), "\"");
      if (sheet.hidden)
        entry.bytes = absl::StrReplaceAll(
            entry.bytes, {{start, absl::StrCat(start, " state=\"hidden\"")}});
    }
  }
  return BuildZip(entries);
}

}  // namespace plumbline::testing
