#ifndef PLUMBLINE_SERVICES_LABOR_API_NAMES_H_
#define PLUMBLINE_SERVICES_LABOR_API_NAMES_H_

#include "absl/strings/string_view.h"

namespace plumbline::labor {

// The patterns of labor's resource names.
inline constexpr absl::string_view kSourcePattern = "sources/{source}";
inline constexpr absl::string_view kReleasePattern =
    "sources/{source}/releases/{release}";
inline constexpr absl::string_view kEditionPattern = "editions/{edition}";
inline constexpr absl::string_view kOccupationPattern =
    "occupations/{occupation}";
inline constexpr absl::string_view kStatisticsPattern =
    "editions/{edition}/regions/{region}/occupations/{occupation}/statistics";

// How many items a page has unless asked, and at most.

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_NAMES_H_
