#ifndef PLUMBLINE_TESTS_EVAL_TABLES_H_
#define PLUMBLINE_TESTS_EVAL_TABLES_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/tabular/delimited.h"

namespace plumbline::eval {

// The asked columns of one row, in the order asked.
using Fields = absl::Span<const absl::string_view>;

// Publishers' CSV: a broken byte in a description is no reason to read none.
inline constexpr tabular::Dialect kLenientCsv = {
    .invalid_utf8 = tabular::InvalidUtf8::kReplace};

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path);

// Calls `visit` with the asked columns of each row of a table with headings.
//
// Errors: those of the reader; kInvalidArgument for a column that is not there.
absl::Status ForEachRow(absl::string_view name, absl::string_view bytes,
                        const tabular::Dialect& dialect,
                        const std::vector<absl::string_view>& columns,
                        absl::FunctionRef<void(Fields)> visit);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_TABLES_H_
