#ifndef PLUMBLINE_CLIENTS_CLI_FLAG_REPORT_H_
#define PLUMBLINE_CLIENTS_CLI_FLAG_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "plumbline/alignment/v1/alignment.pb.h"

namespace plumbline::cli {

// One flagged program as a line of JSON with the fields
//   alignment, program, program_title, provider, provider_title, cip, region,
//   policy, policy_version, edition, run, verdict,
//   dimensions {HIGH_WAGE: NOT_ALIGNED, ...},
//   flags [{reason, message, occupations}], occupations [{code, title, basis,
//   counted, outcome}], overrides [{override, decision, valid_until}],
//   override_notes, record_sha256.
std::string FlaggedJson(const alignment::v1::Alignment& alignment);

// Flagged programs as a table with the reason for each, at most `limit` rows.
// Reasons that only remark on the data stand behind those that decide.
std::string FlaggedTable(
    const std::vector<alignment::v1::Alignment>& alignments, size_t limit,
    size_t width);

// Where a verdict stands in a report: NOT_ALIGNED first, then INDETERMINATE,
// UNRATED, ALIGNED.
int Gravity(alignment::v1::Verdict verdict);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_FLAG_REPORT_H_
