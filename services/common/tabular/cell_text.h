#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_CELL_TEXT_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_CELL_TEXT_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "services/common/tabular/plain_number.h"

namespace plumbline::tabular {

// The text without blanks, tabs, line breaks and no-break spaces (U+00A0) at
// both ends.
absl::string_view Trim(absl::string_view text);

// The text inside a spreadsheet guard: `="13-2011"` gives `13-2011`. Anything
// else as it is, trimmed.
absl::string_view Unguard(absl::string_view text);

// The number in `text` times 10^decimals, exact, rounded half away from zero.
//
// `text` is trimmed. Accepted: an optional sign (`-`, U+2212 minus, `+`), an
// optional `$` before or after it, digits with an optional point, thousands
// commas in groups of three, an exponent
// (`1.5418738E8`). The binary noise of spreadsheets is rounded away by choosing
// `decimals`: `61.326999999999998` with 3 decimals is 61327. Never depends on
// the locale.
//
// Nothing when the text is not wholly such a number or the result is beyond
// int64. `decimals` is 0 to 15.
inline std::optional<int64_t> ParseDecimal(absl::string_view text,
                                           int decimals);

// The same without the short way for numbers in their usual form.
std::optional<int64_t> ParseAnyDecimal(absl::string_view text, int decimals);

// Whether a spreadsheet seems to have turned a code (such as `11-2010`) into a
// date: `Nov-10`, `10-Nov`, `2010-11-01`, `2010-11-01 00:00:00`, `11/1/2010`,
// `Nov-2010`.
//
// A SOC code such as `11-2010` itself is not one; nor is a plain number.
bool LooksLikeMangledCode(absl::string_view text);

// In line for the sake of ParsePlainNumber.
inline std::optional<int64_t> ParseDecimal(absl::string_view text,
                                           int decimals) {
  if (const auto plain = ParsePlainNumber(text, decimals)) return plain;
  return ParseAnyDecimal(text, decimals);
}

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_CELL_TEXT_H_
