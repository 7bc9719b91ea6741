// The catalog service in a process of its own.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "services/catalog/server/catalog_wiring.h"
#include "services/common/base/status_macros.h"
#include "services/common/telemetry/log.h"

namespace plumbline::catalog {
namespace {

struct Settings {
  std::string address = "127.0.0.1:50052";
  std::string state_dir;
  std::string log_level = "info";
};

absl::StatusOr<std::string> DatabaseIn(const std::string& state_dir) {
  std::error_code error;
  std::filesystem::create_directories(state_dir, error);
  if (error) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the state directory ", state_dir,
        " cannot be created: ", error.message(), ": choose another"));
  }
  return (std::filesystem::path(state_dir) / "catalog.db").string();
}

absl::Status Serve(const Settings& settings) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto level,
                             telemetry::ParseLevel(settings.log_level));
  telemetry::StartLogging("catalog", level);
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string database,
                             DatabaseIn(settings.state_dir));
  rpc::OperationsHandler operations;
  PLUMBLINE_ASSIGN_OR_RETURN(const CatalogWiring wiring,
                             WireCatalog(database, &operations));
  rpc::ServerOptions options;
  options.address = settings.address;
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto server,
      rpc::Server::Start(options,
                         {wiring.hosted(),
                          {google::longrunning::Operations::service_full_name(),
                           &operations}}));
  telemetry::Info("serving", {{"address", server->address()},
                              {"state_dir", settings.state_dir}});
  const int signal = rpc::AwaitTermination();
  telemetry::Info("stopping", {{"signal", signal}});
  server->Shutdown();
  return absl::OkStatus();
}

}  // namespace
}  // namespace plumbline::catalog

int main(int argc, char** argv) {
  plumbline::rpc::BlockTerminationSignals();
  plumbline::catalog::Settings settings;
  CLI::App app("Providers' programs of study: plumbline.catalog.v1");
  app.add_option("--address", settings.address, "host:port; port 0 is any")
      ->envname("PLUMBLINE_CATALOG_ADDRESS")
      ->capture_default_str();
  app.add_option("--state-dir", settings.state_dir,
                 "Directory of the database, which is created")
      ->envname("PLUMBLINE_STATE_DIR")
      ->required();
  app.add_option("--log-level", settings.log_level,
                 "debug, info, warning, error or off")
      ->envname("PLUMBLINE_LOG_LEVEL")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = plumbline::catalog::Serve(settings);
  if (status.ok()) return 0;
  plumbline::telemetry::Error(
      std::string(status.message().data(), status.message().size()));
  return 1;
}
