// The catalog service as a process of its own.

#include <CLI/CLI.hpp>
#include <string>

#include "services/catalog/server/catalog_wiring.h"
#include "services/common/base/status_macros.h"
#include "services/common/config/process.h"

namespace plumbline {
namespace {

absl::Status Serve(const config::ProcessSettings& settings) {
  PLUMBLINE_RETURN_IF_ERROR(config::Prepare("catalog", settings));
  rpc::OperationsHandler operations;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const catalog::CatalogWiring wiring,
      catalog::WireCatalog(config::DatabaseOf(settings, "catalog"),
                           &operations));
  return config::ServeUntilTerminated(
      settings,
      {wiring.hosted(),
       {google::longrunning::Operations::service_full_name(), &operations}});
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  CLI::App app("Plumbline's catalog service: providers and their programs");
  plumbline::config::ProcessSettings settings;
  settings.listen = "127.0.0.1:7402";
  plumbline::config::AddProcessOptions(app, settings);
  return plumbline::config::Main(app, argc, argv,
                                 [&] { return plumbline::Serve(settings); });
}
