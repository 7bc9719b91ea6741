#include "services/common/tabular/workbook.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/row_builder.h"
#include "services/common/tabular/shared_strings.h"
#include "services/common/tabular/sheet_reader.h"
#include "services/common/tabular/unpack_ahead.h"
#include "services/common/tabular/workbook_parts.h"

namespace plumbline::tabular {
namespace {

// Smaller parts are unpacked sooner than a thread is started.
constexpr int64_t kWorthAThread = int64_t{1} << 18;

absl::Status Malformed(absl::string_view file, absl::string_view what) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
      absl::StrCat(file, ": ", what), {{"file", std::string(file)}});
}

const Relationship* FindType(const std::vector<Relationship>& relationships,
                             absl::string_view type) {
  for (const Relationship& relationship : relationships) {
    if (relationship.type == type) return &relationship;
  }
  return nullptr;
}

const Relationship* FindId(const std::vector<Relationship>& relationships,
                           absl::string_view id) {
  for (const Relationship& relationship : relationships) {
    if (relationship.id == id) return &relationship;
  }
  return nullptr;
}

// The name of the workbook part. The package says where it is; nearly always
// the usual place.
absl::StatusOr<std::string> FindWorkbookPart(const ZipArchive& archive,
                                             absl::string_view file_name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<Relationship> package,
                             ReadRelationships(archive, file_name, ""));
  const Relationship* document = FindType(package, "officeDocument");
  const std::string part =
      document == nullptr ? "xl/workbook.xml" : document->target;
  if (archive.Contains(part)) return part;
  return Malformed(
      file_name,
      absl::StrCat("a zip archive, but not an .xlsx workbook: it has no ",
                   part));
}

// Compound files: the .xls of before 2007, and encrypted .xlsx.
bool IsCompoundFile(absl::string_view bytes) {
  return absl::StartsWith(bytes, absl::string_view("\xD0\xCF\x11\xE0", 4));
}

}  // namespace

struct Workbook::State {
  State(absl::string_view name, ZipArchive opened,
        const WorkbookOptions& chosen)
      : file_name(name), archive(std::move(opened)), options(chosen) {}

  std::string file_name;
  ZipArchive archive;
  WorkbookOptions options;
  bool epoch_1904 = false;
  std::vector<SheetListing> sheets;
  std::vector<std::string> parts;  // Of each sheet, its entry in the archive.
  SharedStrings strings;
  std::vector<bool> date_formats;

  absl::Status Load();
  absl::Status ListSheets(const WorkbookPart& part,
                          const std::vector<Relationship>& related);
  std::optional<size_t> Find(absl::string_view name) const;
  absl::Status NoSuchSheet(absl::string_view name) const;
  int64_t ListedBytes(absl::string_view part) const;
};

absl::Status Workbook::State::Load() {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string name,
                             FindWorkbookPart(archive, file_name));
  PLUMBLINE_ASSIGN_OR_RETURN(const WorkbookPart part,
                             ReadWorkbookPart(archive, file_name, name));
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<Relationship> related,
                             ReadRelationships(archive, file_name, name));
  epoch_1904 = part.epoch_1904;
  PLUMBLINE_RETURN_IF_ERROR(ListSheets(part, related));
  if (const Relationship* texts = FindType(related, "sharedStrings")) {
    PLUMBLINE_RETURN_IF_ERROR(
        strings.Read(archive, absl::StrCat(file_name, ", part ", texts->target),
                     texts->target));
  }
  if (const Relationship* styles = FindType(related, "styles")) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        date_formats, ReadDateFormats(archive, file_name, styles->target));
  }
  return absl::OkStatus();
}

absl::Status Workbook::State::ListSheets(
    const WorkbookPart& part, const std::vector<Relationship>& related) {
  for (const ListedSheet& sheet : part.sheets) {
    const Relationship* relationship = FindId(related, sheet.relationship_id);
    if (relationship == nullptr || !archive.Contains(relationship->target)) {
      return Malformed(file_name,
                       absl::StrCat("sheet \"", sheet.name,
                                    "\" is listed but its part is missing"));
    }
    if (relationship->type != "worksheet") continue;
    if (Find(sheet.name)) {
      return Malformed(
          file_name, absl::StrCat("two sheets are named \"", sheet.name, "\""));
    }
    sheets.push_back({.name = sheet.name, .hidden = sheet.hidden});
    parts.push_back(relationship->target);
  }
  if (sheets.empty())
    return Malformed(file_name, "the workbook has no worksheet");
  return absl::OkStatus();
}

std::optional<size_t> Workbook::State::Find(absl::string_view name) const {
  for (size_t i = 0; i < sheets.size(); ++i) {
    if (absl::EqualsIgnoreCase(sheets[i].name, name)) return i;
  }
  return std::nullopt;
}

absl::Status Workbook::State::NoSuchSheet(absl::string_view name) const {
  const std::string names = absl::StrJoin(
      sheets, "\", \"", [](std::string* out, const SheetListing& sheet) {
        absl::StrAppend(out, sheet.name);
      });
  return base::Error(absl::StatusCode::kNotFound, base::reason::kNotFound,
                     absl::StrCat(file_name, ": no sheet \"", name,
                                  "\"; there are \"", names, "\""),
                     {{"file", file_name}, {"sheet", std::string(name)}});
}

int64_t Workbook::State::ListedBytes(absl::string_view part) const {
  for (const ZipEntry& entry : archive.entries()) {
    if (entry.name == part) return entry.listed_bytes;
  }
  return 0;
}

absl::StatusOr<Workbook> Workbook::Open(absl::string_view file_name,
                                        absl::string_view bytes,
                                        const WorkbookOptions& options) {
  if (IsCompoundFile(bytes)) {
    return Malformed(file_name,
                     "an old .xls or an encrypted workbook; save it as .xlsx "
                     "without a password");
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      ZipArchive archive, ZipArchive::Open(file_name, bytes, options.limits));
  auto state = std::make_unique<State>(file_name, std::move(archive), options);
  PLUMBLINE_RETURN_IF_ERROR(state->Load());
  return Workbook(std::move(state));
}

Workbook::Workbook(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

const std::string& Workbook::file_name() const { return state_->file_name; }
absl::Span<const SheetListing> Workbook::sheets() const {
  return state_->sheets;
}
bool Workbook::HasSheet(absl::string_view name) const {
  return state_->Find(name).has_value();
}
bool Workbook::epoch_1904() const { return state_->epoch_1904; }

absl::Status Workbook::ReadSheet(absl::string_view name, RowSink sink) const {
  const std::optional<size_t> index = state_->Find(name);
  if (!index) return state_->NoSuchSheet(name);
  const std::string& part = state_->parts[*index];
  const std::string where = absl::StrCat(state_->file_name, ", sheet \"",
                                         state_->sheets[*index].name, "\"");
  RowBuilder rows(where, state_->strings, state_->date_formats, sink);
  SheetReader reader(where, &rows, state_->options.plain_rows);
  const auto feed = [&](absl::string_view chunk) { return reader.Feed(chunk); };
  const bool ahead = state_->options.unpack_ahead &&
                     state_->ListedBytes(part) >= kWorthAThread;
  PLUMBLINE_RETURN_IF_ERROR(ahead
                                ? StreamEntryAhead(state_->archive, part, feed)
                                : state_->archive.StreamEntry(part, feed));
  return reader.Finish();
}

const Cell* SheetRow::Find(int32_t column) const {
  const auto index = static_cast<size_t>(column);
  if (index < cells.size() && cells[index].column == column)
    return &cells[index];
  const auto at = std::lower_bound(
      cells.begin(), cells.end(), column,
      [](const Cell& cell, int32_t c) { return cell.column < c; });
  return at != cells.end() && at->column == column ? &*at : nullptr;
}

absl::string_view SheetRow::Text(int32_t column) const {
  const Cell* cell = Find(column);
  return cell == nullptr ? absl::string_view() : cell->text;
}

bool SheetRow::empty() const {
  return std::all_of(cells.begin(), cells.end(),
                     [](const Cell& cell) { return cell.text.empty(); });
}

}  // namespace plumbline::tabular
