#ifndef PLUMBLINE_CLIENTS_CLI_OCCUPATION_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_OCCUPATION_REPORT_H_

#include <cstddef>
#include <string>

#include "plumbline/labor/v1/edition.pb.h"

namespace plumbline::cli {

// An occupation for people, in lines of at most `width` characters: its codes
// and, when it has a profile, each of its tables with the file it was read from
// and the row of each line. Tables without rows are left out.
std::string OccupationReport(const labor::v1::Occupation& occupation,
                             size_t width);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_OCCUPATION_REPORT_H_
