// The alignment service as a process of its own.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "clients/cpp/call/channel.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/server/alignment_wiring.h"
#include "services/alignment/server/scoring_flags.h"
#include "services/common/base/status_macros.h"
#include "services/common/config/process.h"

namespace plumbline {
namespace {

struct Settings {
  config::ProcessSettings process;
  std::string labor = "127.0.0.1:7401";
  std::string catalog = "127.0.0.1:7402";
  std::filesystem::path policies;
  alignment::ScoringFlags scoring;
  base::RetentionRule retention;
};

void AddFlags(CLI::App& app, Settings& settings) {
  settings.process.listen = "127.0.0.1:7403";
  config::AddProcessOptions(app, settings.process);
  app.add_option("--labor", settings.labor, "address of the labor service")
      ->capture_default_str();
  app.add_option("--catalog", settings.catalog,
                 "address of the catalog service")
      ->capture_default_str();
  app.add_option("--policies", settings.policies,
                 "directory of policies to store at the start");
  alignment::AddScoringFlags(app, settings.scoring);
  config::AddRetentionOptions(app, settings.retention);
}

absl::Status Serve(const Settings& settings) {
  PLUMBLINE_RETURN_IF_ERROR(config::Prepare("alignment", settings.process));
  const auto labor =
      labor_client::MakeLaborClient(client_call::ChannelTo(settings.labor));
  const auto catalog = catalog_client::MakeCatalogClient(
      client_call::ChannelTo(settings.catalog));
  alignment::AlignmentWiring::Options options;
  options.database = config::DatabaseOf(settings.process, "alignment");
  options.policies = settings.policies;
  PLUMBLINE_ASSIGN_OR_RETURN(options.scoring,
                             alignment::ScoringOptions(settings.scoring));
  options.retention = settings.retention;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto wiring,
      alignment::AlignmentWiring::Open(options, *labor, *catalog));
  return config::ServeUntilTerminated(
      settings.process, wiring->services(),
      {.serving = [&](rpc::Server& server) { wiring->StartRestoring(server); },
       .stopping = [&] { wiring->Stop(); }});
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  CLI::App app("Plumbline's alignment service: links, policies and verdicts");
  plumbline::Settings settings;
  plumbline::AddFlags(app, settings);
  return plumbline::config::Main(app, argc, argv,
                                 [&] { return plumbline::Serve(settings); });
}
