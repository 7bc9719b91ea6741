#ifndef PLUMBLINE_CLIENTS_CLI_CHANGE_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_CHANGE_REPORT_H_

#include <string>

#include "plumbline/alignment/v1/alignment_service.pb.h"
#include "plumbline/alignment/v1/change.pb.h"

namespace plumbline::cli {

// A change for people: whose, what differs, each difference with its causes,
// and the clauses with their figures before and after.
std::string ChangeReport(const alignment::v1::Change& change);

// What a replay came to, for people.
std::string ReplayReport(const alignment::v1::ReplayRunResponse& replay);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_CHANGE_REPORT_H_
