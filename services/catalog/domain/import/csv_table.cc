#include "services/catalog/domain/import/csv_table.h"

#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/catalog/domain/validation.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::catalog {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

constexpr tabular::Dialect kDialect = {
    .invalid_utf8 = tabular::InvalidUtf8::kReplace,
    .max_field_bytes = int64_t{1} << 20,
    .max_columns = 1000};

absl::StatusOr<tabular::HeaderMap> NextHeader(
    const ImportFile& file, tabular::DelimitedReader& reader) {
  tabular::DelimitedRow row;
  PLUMBLINE_ASSIGN_OR_RETURN(const bool has_header, reader.Next(&row));
  if (!has_header) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kLayoutUnknown,
        absl::StrCat(file.path, " is empty: it needs a heading row"),
        {{"file", file.path}});
  }
  for (const absl::string_view heading : row.fields) {
    if (!IsAboutStudents(heading)) continue;
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
        absl::StrCat(file.path, ": column \"", heading,
                     "\" is about students. This service takes programs and "
                     "aggregate counts only: remove the column, nothing of "
                     "the file was kept"),
        {{"file", file.path}, {"column", std::string(heading)}});
  }
  return tabular::HeaderMap(row.line, row.fields);
}

}  // namespace

std::string CsvRow::Text(absl::string_view column) const {
  const auto index = header_.Find(column);
  if (!index.has_value()) return "";
  absl::string_view text = tabular::Trim(row_.Text(*index));
  // Some exporters quote twice, which leaves a pair of quotes in the text.
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = tabular::Trim(text.substr(1, text.size() - 2));
  }
  return std::string(text);
}

std::optional<int32_t> CsvRow::Count(absl::string_view column,
                                     ImportCollector& collector) const {
  const std::string text = Text(column);
  if (text.empty()) return std::nullopt;
  const auto value = tabular::ParseDecimal(text, 0);
  if (value.has_value() && *value >= 0 &&
      *value <= std::numeric_limits<int32_t>::max()) {
    return static_cast<int32_t>(*value);
  }
  collector.Remark(place_, column, text, base::reason::kArgumentInvalid,
                   "it is not a whole number: the row was taken without it");
  return std::nullopt;
}

std::vector<std::string> CsvRow::List(absl::string_view column) const {
  std::vector<std::string> parts;
  const std::string text = Text(column);
  for (const absl::string_view part : absl::StrSplit(text, ';')) {
    const absl::string_view trimmed = tabular::Trim(part);
    if (!trimmed.empty()) parts.emplace_back(trimmed);
  }
  return parts;
}

absl::string_view CsvRow::DamagedColumn() const {
  for (size_t i = 0; i < row_.fields.size(); ++i) {
    if (row_.fields[i].find(kReplacement) != absl::string_view::npos) {
      return header_.Original(static_cast<int32_t>(i));
    }
  }
  return "";
}

absl::StatusOr<tabular::HeaderMap> ReadHeader(const ImportFile& file) {
  tabular::DelimitedReader reader(file.path, file.bytes, kDialect);
  return NextHeader(file, reader);
}

absl::Status ReadRows(const ImportFile& file, ImportCollector& collector,
                      absl::FunctionRef<void(const CsvRow& row)> take) {
  tabular::DelimitedReader reader(file.path, file.bytes, kDialect);
  PLUMBLINE_ASSIGN_OR_RETURN(const tabular::HeaderMap header,
                             NextHeader(file, reader));
  tabular::DelimitedRow row;
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, reader.Next(&row));
    if (!has_row) return absl::OkStatus();
    const RowPlace place = {file.path, static_cast<int32_t>(row.line)};
    collector.CountRow();
    if (row.fields.size() > static_cast<size_t>(header.size())) {
      collector.Reject(place, "", "", base::reason::kRowRejected,
                       absl::StrCat("the row has ", row.fields.size(),
                                    " fields and the heading ", header.size(),
                                    ": put fields that hold commas in quotes"));
      continue;
    }
    const CsvRow csv_row(place, header, row);
    if (const absl::string_view damaged = csv_row.DamagedColumn();
        !damaged.empty()) {
      collector.Remark(place, damaged, csv_row.Text(damaged),
                       base::reason::kFileMalformed,
                       "the text holds characters that were lost before it "
                       "came here (U+FFFD): export the list as UTF-8");
    }
    take(csv_row);
  }
}

std::string Slug(absl::string_view text) {
  std::string slug;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      slug.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  if (slug.size() <= kMaxIdBytes) return slug;
  const std::string digest = base::Sha256Hex(text).substr(0, 8);
  return absl::StrCat(slug.substr(0, kMaxIdBytes - 9), "-", digest);
}

}  // namespace plumbline::catalog
