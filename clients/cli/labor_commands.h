#ifndef PLUMBLINE_CLIENTS_CLI_LABOR_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_LABOR_COMMANDS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// sources, import, releases, report, publish, editions, regions, figures,
// occupation.
void AddLaborCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_LABOR_COMMANDS_H_
