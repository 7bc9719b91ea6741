#ifndef PLUMBLINE_SERVICES_ALIGNMENT_SERVER_SCORING_FLAGS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_SERVER_SCORING_FLAGS_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "services/alignment/api/scoring/scoring_workers.h"

namespace CLI {
class App;
}  // namespace CLI

namespace plumbline::alignment {

// How a process takes part in scoring runs, as it is told.
struct ScoringFlags {
  int workers = 2;
  std::string lease = "10s";
  size_t slice = 16384;
};

// Adds --scoring-workers, --scoring-lease and --scoring-slice.
void AddScoringFlags(CLI::App& app, ScoringFlags& flags);

// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: no worker, no duration, or an empty
//   slice.
absl::StatusOr<ScoringWorkers::Options> ScoringOptions(
    const ScoringFlags& flags);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_SERVER_SCORING_FLAGS_H_
