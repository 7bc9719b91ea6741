#ifndef PLUMBLINE_CLIENTS_CLI_POLICY_COMMANDS_H_
#define PLUMBLINE_CLIENTS_CLI_POLICY_COMMANDS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/context.h"

namespace plumbline::cli {

// policies, add-policy, check-policy.
void AddPolicyCommands(CLI::App& app, Context& context);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_POLICY_COMMANDS_H_
