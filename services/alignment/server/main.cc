// The alignment service as a process of its own.

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include "clients/cpp/catalog/catalog_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/server/alignment_wiring.h"
#include "services/common/base/status_macros.h"
#include "services/common/telemetry/log.h"

namespace plumbline {
namespace {

struct Settings {
  std::string listen = "127.0.0.1:7403";
  std::filesystem::path state_dir = "state";
  std::string labor = "127.0.0.1:7401";
  std::string catalog = "127.0.0.1:7402";
  std::filesystem::path policies;
};

void AddFlags(CLI::App& app, Settings& settings) {
  app.add_option("--listen", settings.listen, "host:port to listen on")
      ->capture_default_str();
  app.add_option("--state-dir", settings.state_dir,
                 "directory of alignment.db; made when it is not there")
      ->capture_default_str();
  app.add_option("--labor", settings.labor, "address of the labor service")
      ->capture_default_str();
  app.add_option("--catalog", settings.catalog,
                 "address of the catalog service")
      ->capture_default_str();
  app.add_option("--policies", settings.policies,
                 "directory of policies to store at the start");
}

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  return grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
}

absl::Status Serve(const Settings& settings) {
  std::error_code failed;
  std::filesystem::create_directories(settings.state_dir, failed);
  const auto labor = labor_client::MakeLaborClient(ChannelTo(settings.labor));
  const auto catalog =
      catalog_client::MakeCatalogClient(ChannelTo(settings.catalog));
  alignment::AlignmentWiring::Options options;
  options.database = (settings.state_dir / "alignment.db").string();
  options.policies = settings.policies;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto wiring,
      alignment::AlignmentWiring::Open(options, *labor, *catalog));
  rpc::ServerOptions server_options;
  server_options.address = settings.listen;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto server,
      rpc::Server::Start(server_options, wiring->services()));
  wiring->StartRestoring(*server);
  telemetry::Info("listening", {{"address", server->address()}});
  rpc::AwaitTermination();
  wiring->StopRestoring();
  server->Shutdown();
  return absl::OkStatus();
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  plumbline::rpc::BlockTerminationSignals();
  CLI::App app("Plumbline's alignment service");
  plumbline::Settings settings;
  plumbline::AddFlags(app, settings);
  CLI11_PARSE(app, argc, argv);
  plumbline::telemetry::StartLogging("alignment",
                                     plumbline::telemetry::Level::kInfo);
  const absl::Status served = plumbline::Serve(settings);
  if (served.ok()) return 0;
  plumbline::telemetry::Error(std::string(served.message()));
  return 1;
}
