#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_TABLE_VIEW_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_TABLE_VIEW_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::gates {

// The column of a measure; null when the table has none.
const FigureColumn* FindColumn(const FigureTable& table,
                               vocabulary::Measure measure);

// A finding at a row of a table; `column` may be null.
Finding RowFinding(const FigureTable& table, size_t row,
                   const FigureColumn* column, absl::string_view rule,
                   Severity severity, std::string value, std::string message);

// A finding about a whole table.
Finding TableFinding(const FigureTable& table, absl::string_view rule,
                     Severity severity, std::string value, std::string message);

// "35620 New York..., 29-1141": for messages.
std::string RowName(const FigureTable& table, size_t row);

// How many rows a rule applied to, and how many broke it.
struct RuleCount {
  int64_t looked_at = 0;
  int64_t broken = 0;

  // Whether more than `percent` of the rows broke the rule.
  bool IsAbove(int64_t percent) const {
    return broken * 100 > looked_at * percent;
  }
  // "12 of 400 rows".
  std::string ToString() const;
};

}  // namespace plumbline::labor::gates

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_GATES_TABLE_VIEW_H_
