#ifndef PLUMBLINE_CLIENTS_CLI_OVERRIDE_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_OVERRIDE_COMMANDS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// overrides; override show, propose, approve, reject, withdraw.
void AddOverrideCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_OVERRIDE_COMMANDS_H_
