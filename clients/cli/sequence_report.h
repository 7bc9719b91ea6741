#ifndef PLUMBLINE_CLIENTS_CLI_SEQUENCE_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_SEQUENCE_REPORT_H_

#include <string>

#include "plumbline/alignment/v1/sequence.pb.h"

namespace plumbline::cli {

// Each finding with the fields that it rests on, then each check with what came
// out.
std::string SequenceText(const alignment::v1::SequenceAudit& audit,
                         size_t width);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SEQUENCE_REPORT_H_
