#include "tests/eval/tables.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/header.h"

namespace plumbline::eval {

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return absl::NotFoundError(absl::StrCat(path.string(), " is not there."));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

absl::Status ForEachRow(absl::string_view name, absl::string_view bytes,
                        const tabular::Dialect& dialect,
                        const std::vector<absl::string_view>& columns,
                        absl::FunctionRef<void(Fields)> visit) {
  tabular::DelimitedReader reader(name, bytes, dialect);
  tabular::DelimitedRow row;
  PLUMBLINE_ASSIGN_OR_RETURN(const bool has_headings, reader.Next(&row));
  if (!has_headings)
    return absl::InvalidArgumentError(absl::StrCat(name, " is empty."));
  const tabular::HeaderMap header(1, row.fields);
  std::vector<int32_t> places;
  for (const absl::string_view column : columns) {
    const auto place = header.Find(column);
    if (!place)
      return absl::InvalidArgumentError(
          absl::StrCat(name, " has no column \"", column, "\"."));
    places.push_back(*place);
  }
  std::vector<absl::string_view> fields(columns.size());
  while (true) {
    PLUMBLINE_ASSIGN_OR_RETURN(const bool more, reader.Next(&row));
    if (!more) return absl::OkStatus();
    for (size_t i = 0; i < places.size(); ++i) fields[i] = row.Text(places[i]);
    visit(fields);
  }
}

}  // namespace plumbline::eval
