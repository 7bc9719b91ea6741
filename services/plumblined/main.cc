// plumblined: labor, catalog, alignment and rescoring in one process.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/call/channel.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/server/alignment_wiring.h"
#include "services/alignment/server/scoring_flags.h"
#include "services/catalog/server/catalog_wiring.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/config/process.h"
#include "services/common/storage/postgres_options.h"
#include "services/labor/server/labor_wiring.h"
#include "services/rescoring/server/rescoring_wiring.h"

namespace plumbline {
namespace {

struct Settings {
  config::ProcessSettings process;
  std::filesystem::path policies;
  alignment::ScoringFlags scoring;
  rescoring::WatchSettings watch;
  base::RetentionRule retention;
};

// One database holds all services on a server, each in its own schema; files
// are one to a service.
absl::Status CheckDatabase(const std::string& database) {
  if (database.empty() || storage::IsPostgresAddress(database)) {
    return absl::OkStatus();
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     "--database takes a postgresql:// address here; without "
                     "it each service has its file in the state directory",
                     {{"field", "--database"}});
}

// Alignment's clients are made before the server listens, so they need a place
// that is known before its port is.
std::string InternalAddress() {
  absl::BitGen random;
  return absl::StrCat("unix-abstract:plumblined-", getpid(), "-",
                      absl::Uniform<uint64_t>(random));
}

absl::StatusOr<alignment::AlignmentWiring::Options> AlignmentOptions(
    const Settings& settings) {
  alignment::AlignmentWiring::Options options;
  options.database = config::DatabaseOf(settings.process, "alignment");
  options.policies = settings.policies;
  PLUMBLINE_ASSIGN_OR_RETURN(options.scoring,
                             alignment::ScoringOptions(settings.scoring));
  options.retention = settings.retention;
  return options;
}

absl::Status Serve(Settings settings) {
  PLUMBLINE_RETURN_IF_ERROR(config::Prepare("plumblined", settings.process));
  PLUMBLINE_RETURN_IF_ERROR(CheckDatabase(settings.process.database));
  settings.process.internal_address = InternalAddress();
  const auto channel =
      client_call::ChannelTo(settings.process.internal_address);
  const auto labor_client = labor_client::MakeLaborClient(channel);
  const auto catalog_client = catalog_client::MakeCatalogClient(channel);

  rpc::OperationsHandler operations;
  labor::LaborWiring::Options labor_options;
  labor_options.database = config::DatabaseOf(settings.process, "labor");
  labor_options.operations = &operations;
  labor_options.retention = settings.retention;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto labor,
                             labor::LaborWiring::Open(labor_options));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto catalog,
      catalog::WireCatalog(config::DatabaseOf(settings.process, "catalog"),
                           &operations));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto alignment_options,
                             AlignmentOptions(settings));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto alignment,
      alignment::AlignmentWiring::Open(alignment_options, *labor_client,
                                       *catalog_client));
  const auto alignment_client = alignment_client::MakeAlignmentClient(channel);
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rescoring,
      rescoring::RescoringWiring::Open(
          config::DatabaseOf(settings.process, "rescoring"),
          settings.process.state_dir, settings.watch, *labor_client,
          *alignment_client));

  std::vector<rpc::HostedService> services = labor->services();
  services.push_back(catalog.hosted());
  for (rpc::HostedService& hosted : alignment->services()) {
    services.push_back(std::move(hosted));
  }
  for (rpc::HostedService& hosted : rescoring->services()) {
    services.push_back(std::move(hosted));
  }
  services.push_back(
      {google::longrunning::Operations::service_full_name(), &operations});
  return config::ServeUntilTerminated(settings.process, std::move(services),
                                      {.serving =
                                           [&](rpc::Server& server) {
                                             alignment->StartRestoring(server);
                                             rescoring->Start();
                                           },
                                       .stopping =
                                           [&] {
                                             rescoring->Stop();
                                             alignment->Stop();
                                           }});
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  CLI::App app(
      "Plumbline: labor, catalog, alignment and rescoring in one process");
  plumbline::Settings settings;
  settings.process.listen = "127.0.0.1:7400";
  plumbline::config::AddProcessOptions(app, settings.process);
  app.add_option("--policies", settings.policies,
                 "a directory of policies to store at the start");
  plumbline::alignment::AddScoringFlags(app, settings.scoring);
  plumbline::config::AddRetentionOptions(app, settings.retention);
  plumbline::rescoring::AddWatchOptions(app, settings.watch);
  return plumbline::config::Main(app, argc, argv,
                                 [&] { return plumbline::Serve(settings); });
}
