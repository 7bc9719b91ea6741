#include "services/common/config/process.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/telemetry/log.h"

namespace plumbline::config {
namespace {

namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kUsage = 2;

absl::Status CannotWrite(const std::string& path, absl::string_view why) {
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::reason::kStorageFailed,
                     absl::StrCat("cannot write ", path, ": ", why,
                                  "; is it a directory of this user?"),
                     {{"path", path}});
}

absl::Status MakeStateDir(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!error) fs::permissions(path, fs::perms::owner_all, error);
  return error ? CannotWrite(path, error.message()) : absl::OkStatus();
}

// By rename, so that a reader finds nothing or the whole address.
absl::Status WriteAddress(const std::string& path, const std::string& address) {
  if (path.empty()) return absl::OkStatus();
  const std::string draft = absl::StrCat(path, ".draft");
  std::ofstream(draft) << address << "\n";
  std::error_code error;
  fs::rename(draft, path, error);
  return error ? CannotWrite(path, error.message()) : absl::OkStatus();
}

}  // namespace

std::string DatabaseOf(const ProcessSettings& settings,
                       absl::string_view service) {
  if (!settings.database.empty()) return settings.database;
  return (fs::path(settings.state_dir) / absl::StrCat(service, ".db")).string();
}

void AddProcessOptions(CLI::App& app, ProcessSettings& settings) {
  app.add_option("--listen", settings.listen, "host:port; port 0 takes one")
      ->envname("PLUMBLINE_LISTEN")
      ->capture_default_str();
  app.add_option("--state-dir", settings.state_dir,
                 "the directory of all that is kept")
      ->envname("PLUMBLINE_STATE_DIR")
      ->required();
  app.add_option("--database", settings.database,
                 "postgresql:// address, or SQLite file; a file in the state "
                 "directory unless set")
      ->envname("PLUMBLINE_DATABASE");
  app.add_option("--address-file", settings.address_file,
                 "a file to write host:port to once serving");
  app.add_option("--log-level", settings.log_level,
                 "debug, info, warning, error or off")
      ->envname("PLUMBLINE_LOG_LEVEL")
      ->capture_default_str();
}

void AddRetentionOptions(CLI::App& app, base::RetentionRule& rule) {
  app.add_option("--keep-years", rule.years,
                 "a purge keeps what was served within so many years")
      ->envname("PLUMBLINE_KEEP_YEARS")
      ->check(CLI::Range(1, 1000));
  app.add_option("--keep-newest", rule.newest,
                 "a purge keeps so many of the newest editions and runs; with "
                 "neither option it keeps everything")
      ->envname("PLUMBLINE_KEEP_NEWEST")
      ->check(CLI::Range(1, 1000000));
}

absl::Status Prepare(absl::string_view service,
                     const ProcessSettings& settings) {
  rpc::BlockTerminationSignals();
  PLUMBLINE_ASSIGN_OR_RETURN(const telemetry::Level level,
                             telemetry::ParseLevel(settings.log_level));
  telemetry::StartLogging(service, level);
  return MakeStateDir(settings.state_dir);
}

absl::Status ServeUntilTerminated(const ProcessSettings& settings,
                                  std::vector<rpc::HostedService> services,
                                  const ServingHooks& hooks) {
  rpc::ServerOptions options;
  options.address = settings.listen;
  options.internal_address = settings.internal_address;
  PLUMBLINE_ASSIGN_OR_RETURN(const auto server,
                             rpc::Server::Start(options, std::move(services)));
  if (hooks.serving) hooks.serving(*server);
  const absl::Status written =
      WriteAddress(settings.address_file, server->address());
  if (written.ok()) {
    telemetry::Info("serving", {{"address", server->address()},
                                {"state_dir", settings.state_dir}});
    const int signal = rpc::AwaitTermination();
    telemetry::Info("shutting down", {{"signal", signal}});
  }
  if (hooks.stopping) hooks.stopping();
  server->Shutdown();
  return written;
}

int Main(CLI::App& app, int argc, char** argv,
         const std::function<absl::Status()>& run) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  const absl::Status status = run();
  if (status.ok()) return 0;
  telemetry::Error("stopped", {{"error", std::string(status.message())},
                               {"reason", base::ReasonOf(status)}});
  return kFailed;
}

}  // namespace plumbline::config
