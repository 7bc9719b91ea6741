#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_READ_OEWS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_READ_OEWS_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

struct OewsOptions {
  // Texts are cut into so many pieces, each read on a thread of its own. The
  // tables are the same for every number.
  int threads = 2;
};

// Reads the Occupational Employment and Wage Statistics of one May, in the
// layouts of 2015 to 2025: the publisher's workbooks (national, metropolitan,
// nonmetropolitan, state, by industry), zips of them, and texts with the same
// heading row. Columns are found by their headings, in any case and order.
//
// The year comes from what the file says (the sheet's name, the Field
// Descriptions sheet), else from its name. `#` becomes the release's bound,
// taken from the Field Descriptions sheet where there is one. Estimates over
// all industries and those by industry become separate tables.
//
// What is wrong with rows, headings or the period is in `report`: a file
// without the layout's columns or without a year is fatal there.
//
// Errors:
//   kInvalidArgument, FILE_MALFORMED; kResourceExhausted, FILE_TOO_LARGE: a
//   container cannot be read to its end (see tabular::Workbook,
//   tabular::DelimitedReader). ARGUMENT_INVALID: `files` is empty.
absl::StatusOr<ReleaseTables> ReadOews(SourceFiles files,
                                       const OewsOptions& options = {});

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_OEWS_READ_OEWS_H_
