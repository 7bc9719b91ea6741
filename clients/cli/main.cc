// plumb: one command for each thing that a person does with Plumbline.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/string_view.h"
#include "clients/cli/catalog_commands.h"
#include "clients/cli/change_commands.h"
#include "clients/cli/context.h"
#include "clients/cli/labor_commands.h"
#include "clients/cli/match_commands.h"
#include "clients/cli/override_commands.h"
#include "clients/cli/policy_commands.h"
#include "clients/cli/rescoring_commands.h"
#include "clients/cli/retention_commands.h"
#include "clients/cli/scoring_commands.h"
#include "clients/cli/sequence_command.h"
#include "clients/cli/simulate_command.h"
#include "clients/cli/supply_command.h"

namespace {

// 0 done, 1 failed, 2 not understood.
constexpr int kFailed = 1;
constexpr int kUsage = 2;

int Run(int argc, char** argv) {
  CLI::App app(
      "plumb asks Plumbline which career-technical programs are aligned to\n"
      "high-skill, high-wage or in-demand occupations, why, and why not.",
      "plumb");
  app.set_version_flag("--version", "plumb 0.1.0");
  app.require_subcommand(1);
  app.fallthrough();
  plumbline::cli::Context context;
  context.AddOptions(app);
  plumbline::cli::AddLaborCommands(app, context);
  plumbline::cli::AddCatalogCommands(app, context);
  plumbline::cli::AddPolicyCommands(app, context);
  plumbline::cli::AddSimulateCommand(app, context);
  plumbline::cli::AddScoringCommands(app, context);
  plumbline::cli::AddChangeCommands(app, context);
  plumbline::cli::AddOverrideCommands(app, context);
  plumbline::cli::AddSupplyCommand(app, context);
  plumbline::cli::AddMatchCommands(app, context);
  plumbline::cli::AddSequenceCommand(app, context);
  plumbline::cli::AddRescoringCommands(app, context);
  plumbline::cli::AddRetentionCommands(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (context.outcome().ok()) return 0;
  std::fputs((plumbline::cli::ErrorText(context.outcome()) + "\n").c_str(),
             stderr);
  return kFailed;
}

// `plumb eval` asks no server: it is the program plumb-eval, which stands
// beside this one. Returns only when that cannot be started.
int RunEval(char** argv) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string program = (self.parent_path() / "plumb-eval").string();
  execv(program.c_str(), argv + 1);
  std::perror(program.c_str());
  return kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && absl::string_view(argv[1]) == "eval") return RunEval(argv);
  return Run(argc, argv);
}
