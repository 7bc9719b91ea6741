#ifndef PLUMBLINE_CLIENTS_CLI_SIMULATE_COMMAND_H_
#define PLUMBLINE_CLIENTS_CLI_SIMULATE_COMMAND_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// `plumb simulate`: who flips under another policy or changed parameters.
void AddSimulateCommand(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_SIMULATE_COMMAND_H_
