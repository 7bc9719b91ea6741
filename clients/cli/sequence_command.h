#ifndef PLUMBLINE_CLIENTS_CLI_SEQUENCE_COMMAND_H_
#define PLUMBLINE_CLIENTS_CLI_SEQUENCE_COMMAND_H_

#include "clients/cli/context.h"

namespace plumbline::cli {

// plumb audit-sequence.
void AddSequenceCommand(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SEQUENCE_COMMAND_H_
