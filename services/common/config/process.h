#ifndef PLUMBLINE_SERVICES_COMMON_CONFIG_PROCESS_H_
#define PLUMBLINE_SERVICES_COMMON_CONFIG_PROCESS_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/common/base/retention.h"
#include "services/common/rpc/server.h"

namespace plumbline::config {

// What every server process is told, by flag or environment.
struct ProcessSettings {
  // host:port; port 0 takes a free one.
  std::string listen = "127.0.0.1:0";
  // Where the process keeps all that it keeps.
  std::string state_dir = {};
  // Where a service keeps its rows instead of in the state directory: a
  // postgresql:// address, or an SQLite file. Never logged: it may hold a
  // password.
  std::string database = {};
  // When set: written with host:port once the process serves, so that whoever
  // started it on port 0 finds it.
  std::string address_file = {};
  std::string log_level = "info";
  // rpc::ServerOptions::internal_address; not for the command line.
  std::string internal_address = {};
};

// What a process does beside serving.
struct ServingHooks {
  // The server listens.
  std::function<void(rpc::Server&)> serving = {};
  // A termination signal came; the server goes when this returns.
  std::function<void()> stopping = {};
};

// The database of a service: `settings.database`, else {service}.db in the
// state directory.
std::string DatabaseOf(const ProcessSettings& settings,
                       absl::string_view service);

// Adds --listen, --state-dir (required), --database, --address-file and
// --log-level.
void AddProcessOptions(CLI::App& app, ProcessSettings& settings);

// Adds --keep-years and --keep-newest: which editions and runs a purge leaves
// alone.
void AddRetentionOptions(CLI::App& app, base::RetentionRule& rule);

// What a main() does before its own work: blocks the termination signals, names
// the process in the log and makes the state directory, for its owner alone.
//
// Errors:
//   kInvalidArgument: the log level is not one.
//   kFailedPrecondition, STORAGE_FAILED: the directory cannot be made.
absl::Status Prepare(absl::string_view service,
                     const ProcessSettings& settings);

// Serves until SIGTERM or SIGINT, then lets running calls end.
//
// Errors: those of rpc::Server::Start, and
//   kFailedPrecondition, STORAGE_FAILED: the address file cannot be written.
absl::Status ServeUntilTerminated(const ProcessSettings& settings,
                                  std::vector<rpc::HostedService> services,
                                  const ServingHooks& hooks = {});

// Parses the command line and runs `run`; its error goes to the log and the
// exit code is 1, or 2 when the command line is not understood.
int Main(CLI::App& app, int argc, char** argv,
         const std::function<absl::Status()>& run);

}  // namespace plumbline::config

#endif  // PLUMBLINE_SERVICES_COMMON_CONFIG_PROCESS_H_
