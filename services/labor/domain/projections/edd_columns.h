#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_COLUMNS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_COLUMNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::labor::projections {

// Where the columns of a table of the California Employment Development
// Department are. -1 where the table lacks the column.
struct EddColumns {
  struct Bound {
    vocabulary::Measure measure;
    int32_t column;
  };
  int32_t area_type = -1;
  int32_t area_name = -1;
  int32_t period = -1;
  int32_t level = -1;
  int32_t code = -1;
  int32_t title = -1;
  // In the order of the measures' numbers.
  std::vector<Bound> figures;
  // The headings as printed.
  std::vector<std::string> headings;

  // The column of a measure; -1 without.
  int32_t ColumnOf(vocabulary::Measure measure) const;
  // Whether this is the heading row of such a table: code, title and both
  // employments are there.
  bool IsComplete() const;
};

EddColumns BindEddColumns(absl::Span<const absl::string_view> headings);

// What a heading row must have, for messages.
absl::string_view EddColumnsExpected();

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_COLUMNS_H_
