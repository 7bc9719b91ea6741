#ifndef PLUMBLINE_SERVICES_LABOR_API_OCCUPATION_PROFILE_H_
#define PLUMBLINE_SERVICES_LABOR_API_OCCUPATION_PROFILE_H_

#include <cstdint>
#include <vector>

#include "plumbline/labor/v1/occupation_profile.pb.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/edition/edition.h"
#include "services/labor/domain/onet/onet_tables.h"

namespace plumbline::labor {

// The places in `tables.occupations` of the O*NET-SOC codes under a SOC code,
// sorted: the code of the SOC occupation itself (.00) comes first.
std::vector<uint32_t> OnetOccupationsUnder(vocabulary::SocCode code,
                                           const onet::OnetTables& tables);

// What the tables of `release` say about occupations, by their places in
// `tables.occupations`. Within each table rows are by occupation, in that
// order, then as in the publisher's file.
v1::OccupationProfile ProfileOf(const onet::OnetTables& tables,
                                const PinnedRelease& release,
                                const std::vector<uint32_t>& occupations);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_OCCUPATION_PROFILE_H_
