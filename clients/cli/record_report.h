#ifndef PLUMBLINE_CLIENTS_CLI_RECORD_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_RECORD_REPORT_H_

#include <string>

#include "plumbline/alignment/v1/alignment.pb.h"

namespace plumbline::cli {

// A decision record for people: the verdict, the flags, how the link rule made
// it, and for each counted occupation every clause down to the cells.
std::string RecordText(const alignment::v1::DecisionRecord& record);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_RECORD_REPORT_H_
