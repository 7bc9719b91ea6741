#ifndef PLUMBLINE_CLIENTS_CLI_OVERRIDE_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_OVERRIDE_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/alignment/v1/override.pb.h"

namespace plumbline::cli {

// Overrides as a table: name, standing with its day, decision, what it is
// about, where, until when, and by whom.
std::string OverrideTable(const std::vector<alignment::v1::Override>& overrides,
                          size_t width);

// One override for people, with its evidence and its audit trail.
std::string OverrideText(const alignment::v1::Override& override);

// What stands beside an alignment, one line each; empty when nothing does.
std::string BesideText(const alignment::v1::Alignment& alignment);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_OVERRIDE_REPORT_H_
