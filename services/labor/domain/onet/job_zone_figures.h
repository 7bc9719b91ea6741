#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_JOB_ZONE_FIGURES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_JOB_ZONE_FIGURES_H_

#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/domain/onet/source_members.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::onet {

// The job zones as figures of the nation by SOC 2018 code: columns kJobZone and
// kSvpFloor, the lower end of the zone's SVP range.
//
// O*NET-SOC codes are finer than SOC codes: a SOC code takes the zone of its
// `.00` occupation, where that has one, and else the lowest among its other
// occupations. Each row of the table is one row of Job Zones.txt; the table's
// counts stay zero, for those rows are counted with the O*NET files. kSvpFloor
// is not published where Job Zone Reference.txt lacks the zone.
FigureTable JobZoneFigures(const OnetTables& tables, const Member& job_zones);

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_JOB_ZONE_FIGURES_H_
