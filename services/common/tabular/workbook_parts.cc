#include "services/common/tabular/workbook_parts.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/xml_parser.h"

namespace plumbline::tabular {
namespace {

// Far above what any program writes; keeps hostile parts from filling the
// memory.
constexpr size_t kMaxListed = 100000;

// A handler of small parts that hold all in attributes.
class AttributeHandler : public XmlHandler {
 public:
  void EndElement(absl::string_view, int) override {}
  void Text(absl::string_view) override {}
};

absl::Status ParsePart(const ZipArchive& archive, absl::string_view file_name,
                       absl::string_view part, XmlHandler* handler) {
  XmlParser parser(absl::StrCat(file_name, ", part ", part), handler);
  PLUMBLINE_RETURN_IF_ERROR(archive.StreamEntry(
      part, [&](absl::string_view chunk) { return parser.Feed(chunk); }));
  return parser.Finish();
}

absl::Status CheckCount(size_t count, absl::string_view file_name,
                        absl::string_view part) {
  if (count <= kMaxListed) return absl::OkStatus();
  return base::Error(absl::StatusCode::kResourceExhausted,
                     base::reason::kFileTooLarge,
                     absl::StrCat(file_name, ", part ", part, ": more than ",
                                  kMaxListed, " items"),
                     {{"file", std::string(file_name)}});
}

bool IsTrue(absl::string_view value) { return value == "1" || value == "true"; }

// "xl/workbook.xml" gives "xl/"; "workbook.xml" gives "".
absl::string_view FolderOf(absl::string_view part) {
  const size_t slash = part.rfind('/');
  return slash == absl::string_view::npos ? absl::string_view()
                                          : part.substr(0, slash + 1);
}

std::string Resolve(absl::string_view folder, absl::string_view target) {
  if (absl::StartsWith(target, "/")) return std::string(target.substr(1));
  std::vector<std::string> segments;
  for (absl::string_view segment :
       absl::StrSplit(absl::StrCat(folder, target), '/')) {
    if (segment == ".." && !segments.empty()) {
      segments.pop_back();
    } else if (segment != ".." && segment != "." && !segment.empty()) {
      segments.emplace_back(segment);
    }
  }
  return absl::StrJoin(segments, "/");
}

class RelationshipsHandler : public AttributeHandler {
 public:
  explicit RelationshipsHandler(absl::string_view folder) : folder_(folder) {}

  void StartElement(absl::string_view name, const XmlAttributes& attributes,
                    int depth) override {
    if (depth != 2 || name != "Relationship" || found.size() > kMaxListed)
      return;
    if (attributes.Get("TargetMode") == "External") return;
    const absl::string_view type = attributes.Get("Type");
    found.push_back({.id = std::string(attributes.Get("Id")),
                     .type = std::string(type.substr(FolderOf(type).size())),
                     .target = Resolve(folder_, attributes.Get("Target"))});
  }

  std::vector<Relationship> found;

 private:
  absl::string_view folder_;
};

class WorkbookHandler : public AttributeHandler {
 public:
  void StartElement(absl::string_view name, const XmlAttributes& attributes,
                    int depth) override {
    if (name == "workbookPr" && depth == 2)
      part.epoch_1904 = IsTrue(attributes.Get("date1904"));
    if (name != "sheet" || depth != 3 || part.sheets.size() > kMaxListed)
      return;
    const char* id = attributes.FindPrefixed("id");
    const absl::string_view state = attributes.Get("state");
    part.sheets.push_back(
        {.name = std::string(attributes.Get("name")),
         .relationship_id = id == nullptr ? "" : id,
         .hidden = state == "hidden" || state == "veryHidden"});
  }

  WorkbookPart part;
};

// The numbers that stand for a built-in date or time format (ECMA-376 part
// 1, 18.8.30, with the East Asian ones).
bool IsBuiltInDate(int number) {
  return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) ||
         (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
}

// styleSheet > numFmts > numFmt, and styleSheet > cellXfs > xf.
class StylesHandler : public AttributeHandler {
 public:
  void StartElement(absl::string_view name, const XmlAttributes& attributes,
                    int depth) override {
    if (depth == 2) in_cell_formats_ = name == "cellXfs";
    if (depth != 3 || formats.size() > kMaxListed ||
        custom_.size() > kMaxListed)
      return;
    int number = 0;
    if (!absl::SimpleAtoi(attributes.Get("numFmtId"), &number)) number = 0;
    if (name == "numFmt")
      custom_[number] = IsDateFormat(attributes.Get("formatCode"));
    if (name == "xf" && in_cell_formats_) formats.push_back(IsDate(number));
  }

  std::vector<bool> formats;

 private:
  bool IsDate(int number) const {
    const auto custom = custom_.find(number);
    return custom != custom_.end() ? custom->second : IsBuiltInDate(number);
  }

  bool in_cell_formats_ = false;
  absl::flat_hash_map<int, bool> custom_;
};

// `[h]`, `[mm]`, `[ss]` count hours, minutes or seconds; other brackets are
// colours and conditions.
bool IsElapsedTime(absl::string_view bracket) {
  return !bracket.empty() &&
         bracket.find_first_not_of("hHmMsS") == absl::string_view::npos;
}

}  // namespace

bool IsDateFormat(absl::string_view format) {
  for (size_t i = 0; i < format.size(); ++i) {
    const char c = absl::ascii_tolower(static_cast<unsigned char>(format[i]));
    if (c == ';') return false;  // The first section is for positive numbers.
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(format.find('"', i + 1), format.size());
    } else if (c == '[') {
      const size_t close = std::min(format.find(']', i), format.size());
      if (IsElapsedTime(format.substr(i + 1, close - i - 1))) return true;
      i = close;
    } else if (c == 'y' || c == 'd' || c == 'm' || c == 'h' || c == 's') {
      return true;
    } else if (absl::StartsWithIgnoreCase(format.substr(i), "general")) {
      i += 6;
    }
  }
  return false;
}

absl::StatusOr<std::vector<Relationship>> ReadRelationships(
    const ZipArchive& archive, absl::string_view file_name,
    absl::string_view part) {
  const absl::string_view folder = FolderOf(part);
  const std::string entry =
      absl::StrCat(folder, "_rels/", part.substr(folder.size()), ".rels");
  if (!archive.Contains(entry)) return std::vector<Relationship>();
  RelationshipsHandler handler(folder);
  PLUMBLINE_RETURN_IF_ERROR(ParsePart(archive, file_name, entry, &handler));
  PLUMBLINE_RETURN_IF_ERROR(CheckCount(handler.found.size(), file_name, entry));
  return std::move(handler.found);
}

absl::StatusOr<WorkbookPart> ReadWorkbookPart(const ZipArchive& archive,
                                              absl::string_view file_name,
                                              absl::string_view part) {
  WorkbookHandler handler;
  PLUMBLINE_RETURN_IF_ERROR(ParsePart(archive, file_name, part, &handler));
  PLUMBLINE_RETURN_IF_ERROR(
      CheckCount(handler.part.sheets.size(), file_name, part));
  return std::move(handler.part);
}

absl::StatusOr<std::vector<bool>> ReadDateFormats(const ZipArchive& archive,
                                                  absl::string_view file_name,
                                                  absl::string_view part) {
  StylesHandler handler;
  PLUMBLINE_RETURN_IF_ERROR(ParsePart(archive, file_name, part, &handler));
  PLUMBLINE_RETURN_IF_ERROR(
      CheckCount(handler.formats.size(), file_name, part));
  return std::move(handler.formats);
}

}  // namespace plumbline::tabular
