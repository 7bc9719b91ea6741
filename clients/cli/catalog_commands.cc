#include "clients/cli/catalog_commands.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/program_import.h"
#include "clients/cli/text_table.h"
#include "services/common/base/status_macros.h"

namespace plumbline::cli {
namespace {

using catalog::v1::Program;

absl::Status PrintPrograms(Context& context, const std::string& provider) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto programs,
      context.catalog().ListPrograms(absl::StrCat("providers/", provider)));
  TextTable table({"PROGRAM", "CIP", "TITLE"}, 56);
  for (const Program& program : programs) {
    if (context.json()) PrintJson(program, /*one_line=*/true);
    table.AddRow({program.name(), program.cip(), program.title()});
  }
  if (!context.json()) Print(table.Render(OutputWidth()));
  return absl::OkStatus();
}

absl::Status PrintProgram(Context& context, const std::string& name) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Program program,
                             context.catalog().GetProgram(name, ""));
  PrintJson(program, context.json());
  return absl::OkStatus();
}

}  // namespace

void AddCatalogCommands(CLI::App& app, Context& context) {
  CLI::App* import = app.add_subcommand(
      "import-programs", "read programs from files or whole directories");
  auto request = std::make_shared<ProgramImportRequest>();
  import->add_option("paths", request->paths, "files or directories")
      ->required();
  import->add_flag("--validate-only", request->validate_only,
                   "read and check, store nothing");
  context.Does(import, [&context, request] {
    return ImportPrograms(context, *request);
  });
  CLI::App* programs = app.add_subcommand("programs", "programs of a provider");
  auto provider = std::make_shared<std::string>("-");
  programs->add_option("provider", *provider, "tx-10337, ...; - is all")
      ->capture_default_str();
  context.AddAsOf(programs);
  context.Does(programs, [&context, provider] {
    return PrintPrograms(context, *provider);
  });
  CLI::App* program = app.add_subcommand("program", "one program, whole");
  auto name = std::make_shared<std::string>();
  program->add_option("program", *name, "providers/{p}/programs/{g}")
      ->required();
  context.AddAsOf(program);
  context.Does(program,
               [&context, name] { return PrintProgram(context, *name); });
}

}  // namespace plumbline::cli
