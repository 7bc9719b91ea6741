#ifndef PLUMBLINE_CLIENTS_CLI_MATCH_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_MATCH_COMMANDS_H_

#include "clients/cli/context.h"

namespace plumbline::cli {

// plumb match, plumb explain-link.
void AddMatchCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_MATCH_COMMANDS_H_
