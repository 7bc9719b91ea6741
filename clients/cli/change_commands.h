#ifndef PLUMBLINE_CLIENTS_CLI_CHANGE_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_CHANGE_COMMANDS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// changes, compare, replay.
void AddChangeCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_CHANGE_COMMANDS_H_
