#include "services/common/tabular/header.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::tabular {
namespace {

// Takes `[7]` or `[12]` off the front.
bool ConsumeFootnoteMark(absl::string_view* text) {
  size_t i = 1;
  while (i < text->size() &&
         absl::ascii_isdigit(static_cast<unsigned char>((*text)[i])))
    ++i;
  if (!absl::StartsWith(*text, "[") || i == 1 || i >= text->size() ||
      (*text)[i] != ']') {
    return false;
  }
  text->remove_prefix(i + 1);
  return true;
}

bool ConsumeBlank(absl::string_view* text) {
  if (text->front() == '_' ||
      absl::ascii_isspace(static_cast<unsigned char>(text->front()))) {
    text->remove_prefix(1);
    return true;
  }
  return absl::ConsumePrefix(text, "\xC2\xA0");
}

// U+2013 and U+2014.
bool ConsumeLongDash(absl::string_view* text) {
  return absl::ConsumePrefix(text, "\xE2\x80\x93") ||
         absl::ConsumePrefix(text, "\xE2\x80\x94");
}

// The texts of a sheet's row as if no cell were left out.
std::vector<absl::string_view> DenseTexts(const SheetRow& row) {
  std::vector<absl::string_view> texts;
  if (row.cells.empty()) return texts;
  texts.resize(static_cast<size_t>(row.cells.back().column) + 1);
  for (const Cell& cell : row.cells)
    texts[static_cast<size_t>(cell.column)] = cell.text;
  return texts;
}

bool HasAny(const HeaderMap& header, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return header.Find(name).has_value();
  });
}

}  // namespace

std::string ColumnLetter(int32_t column) {
  std::string letters;
  for (int32_t rest = column; rest >= 0; rest = rest / 26 - 1) {
    letters.insert(letters.begin(), static_cast<char>('A' + rest % 26));
  }
  return letters;
}

std::string FoldHeading(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  std::string folded;
  bool blank = false;
  while (!text.empty()) {
    if (ConsumeBlank(&text)) {
      blank = true;
      continue;
    }
    if (ConsumeFootnoteMark(&text)) continue;
    if (blank && !folded.empty()) folded.push_back('_');
    blank = false;
    if (ConsumeLongDash(&text)) {
      folded.push_back('-');
    } else {
      folded.push_back(
          absl::ascii_toupper(static_cast<unsigned char>(text.front())));
      text.remove_prefix(1);
    }
  }
  return folded;
}

HeaderMap::HeaderMap(int64_t row_number,
                     absl::Span<const absl::string_view> cells)
    : row_number_(row_number) {
  for (const absl::string_view cell : cells) {
    const auto column = static_cast<int32_t>(original_.size());
    original_.emplace_back(Trim(cell));
    folded_.push_back(FoldHeading(cell));
    if (!folded_.back().empty()) first_.emplace(folded_.back(), column);
  }
}

std::optional<int32_t> HeaderMap::Find(absl::string_view name) const {
  const auto found = first_.find(FoldHeading(name));
  if (found == first_.end()) return std::nullopt;
  return found->second;
}

std::optional<int32_t> HeaderMap::FindAny(
    std::initializer_list<absl::string_view> names) const {
  for (const absl::string_view name : names) {
    if (const auto column = Find(name)) return column;
  }
  return std::nullopt;
}

int HeaderMap::Count(absl::string_view name) const {
  const std::string folded = FoldHeading(name);
  if (folded.empty()) return 0;
  return static_cast<int>(std::count(folded_.begin(), folded_.end(), folded));
}

absl::string_view HeaderMap::Original(int32_t column) const {
  const auto index = static_cast<size_t>(column);
  return index < original_.size() ? original_[index] : absl::string_view();
}

absl::string_view HeaderMap::Folded(int32_t column) const {
  const auto index = static_cast<size_t>(column);
  return index < folded_.size() ? folded_[index] : absl::string_view();
}

HeaderFinder::HeaderFinder(std::vector<std::string> required, int max_rows)
    : spelled_(std::move(required)), max_rows_(max_rows), missing_(spelled_) {
  nearest_missing_ = spelled_.size() + 1;
  for (const std::string& names : spelled_)
    required_.push_back(absl::StrSplit(names, '|'));
}

bool HeaderFinder::Offer(const SheetRow& row) {
  return OfferCells(row.number, DenseTexts(row));
}

bool HeaderFinder::Offer(const DelimitedRow& row) {
  return OfferCells(row.line, row.fields);
}

bool HeaderFinder::OfferCells(int64_t row_number,
                              absl::Span<const absl::string_view> cells) {
  if (done()) return false;
  ++offered_;
  HeaderMap candidate(row_number, cells);
  std::vector<std::string> missing;
  for (size_t i = 0; i < required_.size(); ++i) {
    if (!HasAny(candidate, required_[i])) missing.push_back(spelled_[i]);
  }
  found_ = missing.empty();
  if (found_) header_ = std::move(candidate);
  if (missing.size() < nearest_missing_) {
    nearest_missing_ = missing.size();
    nearest_row_ = row_number;
    missing_ = std::move(missing);
  }
  return found_;
}

absl::Status HeaderFinder::NotFound(absl::string_view file,
                                    absl::string_view sheet) const {
  const std::string where = sheet.empty()
                                ? std::string(file)
                                : absl::StrCat(file, ", sheet \"", sheet, "\"");
  const std::string missing = absl::StrJoin(missing_, ", ");
  const std::string what =
      nearest_row_ == 0
          ? absl::StrCat("there is no row; expected the columns ", missing)
          : absl::StrCat("no heading row among the first ", offered_,
                         " rows; row ", nearest_row_,
                         " comes nearest but lacks ", missing);
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kLayoutUnknown,
                     absl::StrCat(where, ": ", what),
                     {{"file", std::string(file)},
                      {"sheet", std::string(sheet)},
                      {"row", absl::StrCat(nearest_row_)},
                      {"columns", missing}});
}

absl::Status ReadSheetTable(const Workbook& workbook, absl::string_view sheet,
                            const std::vector<std::string>& required,
                            absl::FunctionRef<absl::Status(
                                const HeaderMap& header, const SheetRow& row)>
                                take) {
  HeaderFinder finder(required);
  const auto offer = [&](const SheetRow& row) {
    if (row.empty()) return absl::OkStatus();
    if (finder.found()) return take(finder.header(), row);
    if (finder.Offer(row) || !finder.done()) return absl::OkStatus();
    return finder.NotFound(workbook.file_name(), sheet);
  };
  PLUMBLINE_RETURN_IF_ERROR(workbook.ReadSheet(sheet, offer));
  return finder.found() ? absl::OkStatus()
                        : finder.NotFound(workbook.file_name(), sheet);
}

absl::Status ReadDelimitedTable(
    absl::string_view file_name, absl::string_view bytes,
    const Dialect& dialect, const std::vector<std::string>& required,
    absl::FunctionRef<absl::Status(const HeaderMap& header,
                                   const DelimitedRow& row)>
        take) {
  DelimitedReader reader(file_name, bytes, dialect);
  HeaderFinder finder(required);
  DelimitedRow row;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, reader.Next(&row));
    if (!more)
      return finder.found() ? absl::OkStatus() : finder.NotFound(file_name, "");
    if (finder.found()) {
      PLUMBLINE_RETURN_IF_ERROR(take(finder.header(), row));
    } else if (!finder.Offer(row) && finder.done()) {
      return finder.NotFound(file_name, "");
    }
  }
}

}  // namespace plumbline::tabular
