#ifndef PLUMBLINE_CLIENTS_CLI_RESCORING_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_RESCORING_COMMANDS_H_

#include "clients/cli/context.h"

namespace plumbline::cli {

// plumb check-sources, source-checks, jobs, job, retry-job, run-scoring,
// rollback.
void AddRescoringCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_RESCORING_COMMANDS_H_
