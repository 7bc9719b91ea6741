#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_REASONS_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_REASONS_H_

#include "absl/strings/string_view.h"

// The stable reasons that only this service gives; docs/api.md lists them.
namespace plumbline::rescoring::reason {

inline constexpr absl::string_view kSourceNotWatched = "SOURCE_NOT_WATCHED";
inline constexpr absl::string_view kSourceUnreachable = "SOURCE_UNREACHABLE";
inline constexpr absl::string_view kSourceRefused = "SOURCE_REFUSED";
inline constexpr absl::string_view kSourceTooSlow = "SOURCE_TOO_SLOW";
inline constexpr absl::string_view kSourceTooLarge = "SOURCE_TOO_LARGE";
inline constexpr absl::string_view kSourceNotTheFormat =
    "SOURCE_NOT_THE_FORMAT";
inline constexpr absl::string_view kSourceNotTheFile = "SOURCE_NOT_THE_FILE";
inline constexpr absl::string_view kSourceAddressRefused =
    "SOURCE_ADDRESS_REFUSED";
inline constexpr absl::string_view kSourceRedirects = "SOURCE_REDIRECTS";
inline constexpr absl::string_view kSourceKeyMissing = "SOURCE_KEY_MISSING";
inline constexpr absl::string_view kSourceLacksRelease = "SOURCE_LACKS_RELEASE";
inline constexpr absl::string_view kSpoolFailed = "SPOOL_FAILED";
inline constexpr absl::string_view kJobUnknown = "JOB_UNKNOWN";

}  // namespace plumbline::rescoring::reason

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_REASONS_H_
