#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_JSON_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_JSON_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::labor::projections {

// The headings, in the department's spelling, of the rows that ReadEddJson
// gives.
absl::Span<const absl::string_view> EddJsonHeadings();

// Reads projections out of a JSON object
//
//   {"occupations": {"11-3021": {"soc_code": ..., "period": ..., "regions":
//   [...]}}}
//
// and gives each occupation of the state, and each of its regions, to `take` as
// a row of cells under EddJsonHeadings. Rows are numbered in the order of the
// file, from 1.
//
// Errors:
//   kInvalidArgument, FILE_MALFORMED: it is no JSON, or not of this shape.
absl::Status ReadEddJson(
    absl::string_view file, absl::string_view bytes,
    absl::FunctionRef<void(uint32_t row,
                           absl::Span<const absl::string_view> fields)>
        take);

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_JSON_H_
