#ifndef PLUMBLINE_CLIENTS_CLI_SUPPLY_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_SUPPLY_REPORT_H_

#include <cstddef>
#include <string>

#include "plumbline/alignment/v1/supply.pb.h"

namespace plumbline::cli {

// Completers against openings for people: what holds under every rule first,
// with its reasons, then the occupations under the rule that was asked, then
// the programs. At most `limit` lines of each list; 0 is all.
std::string SupplyText(const alignment::v1::SupplyAndDemand& answer,
                       size_t limit, size_t width);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SUPPLY_REPORT_H_
