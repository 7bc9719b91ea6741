#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_ROW_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_ROW_H_

#include "absl/status/status.h"
#include "services/common/tabular/row_builder.h"

namespace plumbline::tabular {

// What came of an attempt to read a plain row.
enum class PlainRow {
  kTaken,       // A row was read and given on.
  kIncomplete,  // Plain as far as the bytes go.
  kNotPlain,    // Something that only the XML library may judge.
  kStopped,     // A row was read, but the sink returned an error.
};

// Reads one <row> of the plainest form straight from its bytes, which costs a
// small part of what the XML library's events cost: ASCII only, no references,
// no comments, no sections, attributes in double quotes, in <row> any of them
// (none twice), in <c> only r, s and t, and in a cell nothing but one <v>. Such
// a row is well-formed, and what it means is what the XML library would have
// said. Everything else is kNotPlain and leaves `rows` and `*at` as they were.
//
// `[*at, end)` is the text and `*end` is a NUL that is not part of it. On
// kTaken `*at` is moved past the row; on kStopped `*status` is the sink's
// error.
PlainRow ReadPlainRow(const char** at, const char* end, RowBuilder* rows,
                      absl::Status* status);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_PLAIN_ROW_H_
