#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_OVERRIDE_REASON_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_OVERRIDE_REASON_H_

#include "absl/strings/string_view.h"

// The stable reasons of errors on overrides, beside those in
// services/common/base/error.h. docs/api.md lists them all.
namespace plumbline::alignment::reason {

// There is no such override.
inline constexpr absl::string_view kOverrideUnknown = "OVERRIDE_UNKNOWN";
// Its state does not allow what was asked.
inline constexpr absl::string_view kOverrideClosed = "OVERRIDE_CLOSED";

}  // namespace plumbline::alignment::reason

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_OVERRIDE_REASON_H_
