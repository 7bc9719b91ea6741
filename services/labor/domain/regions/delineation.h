#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_DELINEATION_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_DELINEATION_H_

#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::labor {

// The delineation of metropolitan areas that figures of a vintage such as
// `oews-2023` follow, by the year in which it was issued: "2013" for 2015 to
// 2023, "2023" since 2024. Empty for what is older or names no year: nothing is
// then known of the counties of its areas.
//
// Source: Bureau of Labor Statistics, notes on the metropolitan areas of OEWS:
// the delineations of February 2013 since May 2015, those of OMB Bulletin 18-04
// never, those of OMB Bulletin 23-01 since May 2024.
std::string DelineationOf(absl::string_view vintage);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_REGIONS_DELINEATION_H_
