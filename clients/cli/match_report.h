#ifndef PLUMBLINE_CLIENTS_CLI_MATCH_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_MATCH_REPORT_H_

#include <cstddef>
#include <string>

#include "plumbline/alignment/v1/matching.pb.h"

namespace plumbline::cli {

// The occupations that a program's texts point to, each with the sentence that
// says most for it, and whether its CIP code fits.
std::string MatchesText(const alignment::v1::ProgramMatches& matches,
                        size_t width);

// Why one occupation: what adds up to its probability, its evidence with the
// publisher's rows, and its tasks, covered or not.
std::string LinkText(const alignment::v1::LinkExplanation& link, size_t width);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_MATCH_REPORT_H_
