#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_READ_RELEASE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_READ_RELEASE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// Reads the files of one release of the source `source_id` ("oews") with the
// reader that knows its layouts.
//
// Errors: those of the reader, and
//   kInvalidArgument, LAYOUT_UNKNOWN: no reader knows the source; the message
//   names those that are known.
absl::StatusOr<ReleaseTables> ReadRelease(absl::string_view source_id,
                                          SourceFiles files);

// The ids that ReadRelease knows, sorted.
std::vector<std::string> ReadableSources();

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_READ_RELEASE_H_
