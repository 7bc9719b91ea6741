// The labor service as a process of its own.

#include <CLI/CLI.hpp>
#include <string>

#include "services/common/base/status_macros.h"
#include "services/common/config/process.h"
#include "services/labor/server/labor_wiring.h"

namespace plumbline {
namespace {

absl::Status Serve(const config::ProcessSettings& settings,
                   const base::RetentionRule& retention) {
  PLUMBLINE_RETURN_IF_ERROR(config::Prepare("labor", settings));
  rpc::OperationsHandler operations;
  labor::LaborWiring::Options options;
  options.database = config::DatabaseOf(settings, "labor");
  options.operations = &operations;
  options.retention = retention;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto wiring,
                             labor::LaborWiring::Open(options));
  std::vector<rpc::HostedService> services = wiring->services();
  services.push_back(
      {google::longrunning::Operations::service_full_name(), &operations});
  return config::ServeUntilTerminated(settings, std::move(services));
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  CLI::App app(
      "Plumbline's labor service: releases, editions and their figures");
  plumbline::config::ProcessSettings settings;
  settings.listen = "127.0.0.1:7401";
  plumbline::config::AddProcessOptions(app, settings);
  plumbline::base::RetentionRule retention;
  plumbline::config::AddRetentionOptions(app, retention);
  return plumbline::config::Main(
      app, argc, argv, [&] { return plumbline::Serve(settings, retention); });
}
