#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_READ_ONET_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_READ_ONET_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::onet {

// Reads an O*NET release in its text layout, 29.0 to 30.3: the official zip,
// the files of the unpacked folder, or both with an overlay for files that the
// zip lacks. The order of `files` does not matter.
//
// The answer has `onet`, the rows of all files in `onet_counts`, the job zones
// in `figures`, and the version ("30.1") as its reference period. Every file
// but Occupation Data.txt may be missing, which is a note. Rows with an unknown
// code, a malformed number, the wrong number of fields or a key for the second
// time are left out, each with a finding; a known file with unknown columns, a
// version that nothing says, and the lack of Occupation Data.txt are fatal
// findings.
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: none of the files is one of O*NET.
//   As tabular::ZipArchive: an archive that is broken or too large.
absl::StatusOr<ReleaseTables> ReadOnet(SourceFiles files);

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_READ_ONET_H_
