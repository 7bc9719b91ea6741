#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_CONTENT_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_CONTENT_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/sources/descriptor.h"

namespace plumbline::rescoring {

// How many of the first bytes CheckBeginning wants to see.
inline constexpr size_t kSniffedBytes = 512;

// OK when the Content-Type of an answer does not speak against `kind`: a page
// is no workbook. Publishers call files by many names, so only pages are
// refused.
//
// Errors: kInvalidArgument, SOURCE_NOT_THE_FORMAT.
absl::Status CheckContentType(sources::ContentKind kind,
                              absl::string_view content_type);

// OK when a file can begin like this: an error page that comes with status 200
// is none of the kinds.
//
// Errors: kInvalidArgument, SOURCE_NOT_THE_FORMAT.
absl::Status CheckBeginning(sources::ContentKind kind, absl::string_view bytes);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_CONTENT_H_
