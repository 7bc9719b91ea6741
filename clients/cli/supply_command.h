#ifndef PLUMBLINE_CLIENTS_CLI_SUPPLY_COMMAND_H_
#define PLUMBLINE_CLIENTS_CLI_SUPPLY_COMMAND_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// `plumb supply`: completers against openings.
void AddSupplyCommand(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SUPPLY_COMMAND_H_
