// The labor service as a process of its own.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "services/common/base/status_macros.h"
#include "services/common/config/process.h"
#include "services/labor/server/labor_wiring.h"

namespace plumbline {
namespace {

struct Settings {
  config::ProcessSettings process;
  std::string database;
};

absl::Status Serve(const Settings& settings) {
  PLUMBLINE_RETURN_IF_ERROR(config::Prepare("labor", settings.process));
  rpc::OperationsHandler operations;
  labor::LaborWiring::Options options;
  options.database =
      settings.database.empty()
          ? (std::filesystem::path(settings.process.state_dir) / "labor.db")
                .string()
          : settings.database;
  options.operations = &operations;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto wiring,
                             labor::LaborWiring::Open(options));
  std::vector<rpc::HostedService> services = wiring->services();
  services.push_back(
      {google::longrunning::Operations::service_full_name(), &operations});
  return config::ServeUntilTerminated(settings.process, std::move(services));
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  CLI::App app(
      "Plumbline's labor service: releases, editions and their figures");
  plumbline::Settings settings;
  settings.process.listen = "127.0.0.1:7401";
  plumbline::config::AddProcessOptions(app, settings.process);
  app.add_option("--database", settings.database,
                 "SQLite file; labor.db in the state directory unless set");
  return plumbline::config::Main(app, argc, argv,
                                 [&] { return plumbline::Serve(settings); });
}
