#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_BLS_COLUMNS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_BLS_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/common/vocabulary/measure.h"
#include "services/labor/domain/projections/heading.h"

namespace plumbline::labor::projections {

// Where the columns of a table of the Employment Projections program are. -1
// where the table lacks the column.
struct BlsColumns {
  struct Bound {
    vocabulary::Measure measure;
    int32_t column;
    // The column that repeats a level as the program's number; -1 without.
    int32_t level_code = -1;
  };
  int32_t title = -1;
  int32_t type = -1;
  // In the order of the measures' numbers.
  std::vector<Bound> figures;
  // From the two columns of employment; empty in tables without them.
  std::optional<Horizon> horizon;
};

// Finds the columns by joined headings (see JoinHeadingRows).
BlsColumns BindBlsColumns(absl::Span<const std::string> headings);

// The level for a number of the interactive table: education counts down from
// 1, a doctoral or professional degree; experience knows 1, 2 and 4; training
// counts down from 1, an internship. Empty for others.
std::optional<int64_t> LevelOfBlsCode(vocabulary::Measure measure,
                                      absl::string_view code);

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_BLS_COLUMNS_H_
