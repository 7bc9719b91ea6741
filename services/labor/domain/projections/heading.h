#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_HEADING_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_HEADING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::labor::projections {

// A heading as plain words: lower case (ASCII), every dash as `-`, line breaks
// and runs of blanks as one blank, footnote marks (`[7]`, `(1)`) dropped.
std::string HeadingWords(absl::string_view text);

// Joins the rows of a merged heading into one heading a column. A cell without
// text belongs to the nearest one on its left, as long as the cell above it
// does:
//
//   Employment |      | Change, 2016-26 |         | Openings
//   2016       | 2026 | Number          | Percent |
//
// gives `employment 2016`, `employment 2026`, `change, 2016-26 number`, ...
std::vector<std::string> JoinHeadingRows(
    absl::Span<const std::vector<std::string>> rows);

// The years from which and to which a projection goes.
struct Horizon {
  int base = 0;
  int projected = 0;

  uint32_t years() const { return static_cast<uint32_t>(projected - base); }
  // "2024/2034".
  std::string ToString() const;
  bool operator==(const Horizon&) const = default;
};

// Reads `2018-2028` anywhere in a text of words; empty when there is none or
// its years do not ascend by at most 30.
std::optional<Horizon> HorizonIn(absl::string_view words);

// The last four-digit year of the text, 1990 to 2099; empty when there is none.
std::optional<int> LastYearIn(absl::string_view words);

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_HEADING_H_
