#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_DESCRIPTOR_RATINGS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_DESCRIPTOR_RATINGS_H_

#include <vector>

#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/domain/release/descriptor_table.h"

namespace plumbline::labor::onet {

// The ratings of skills, knowledge, abilities and work activities on the scales
// IM and LV, one table for each file, in the order of `tables.ratings`. A row
// without a value is left out: there is nothing to count.
std::vector<DescriptorTable> DescriptorRatings(const OnetTables& tables);

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_DESCRIPTOR_RATINGS_H_
