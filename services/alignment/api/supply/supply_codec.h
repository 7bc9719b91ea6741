#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_CODEC_H_

#include "plumbline/alignment/v1/supply.pb.h"
#include "services/alignment/api/supply/supply_portfolio.h"
#include "services/alignment/domain/supply/supply_and_demand.h"

namespace plumbline::alignment {

// The answer in the contract's words: names for places, thousandths for units.
v1::SupplyAndDemand SupplyToProto(const SupplyPortfolio& portfolio,
                                  const SupplyAndDemand& answer);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_CODEC_H_
