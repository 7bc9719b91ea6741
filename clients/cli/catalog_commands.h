#ifndef PLUMBLINE_CLIENTS_CLI_CATALOG_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_CATALOG_COMMANDS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// import-programs, programs, program.
void AddCatalogCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_CATALOG_COMMANDS_H_
