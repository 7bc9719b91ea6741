// The rescoring service as a process of its own.

#include <CLI/CLI.hpp>
#include <string>

#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/call/channel.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/common/base/status_macros.h"
#include "services/common/config/process.h"
#include "services/rescoring/server/rescoring_wiring.h"

namespace plumbline {
namespace {

struct Settings {
  config::ProcessSettings process;
  rescoring::WatchSettings watch;
  std::string labor = "127.0.0.1:7401";
  std::string alignment = "127.0.0.1:7403";
};

void AddFlags(CLI::App& app, Settings& settings) {
  settings.process.listen = "127.0.0.1:7404";
  config::AddProcessOptions(app, settings.process);
  rescoring::AddWatchOptions(app, settings.watch);
  app.add_option("--labor", settings.labor, "address of the labor service")
      ->capture_default_str();
  app.add_option("--alignment", settings.alignment,
                 "address of the alignment service")
      ->capture_default_str();
}

absl::Status Serve(const Settings& settings) {
  PLUMBLINE_RETURN_IF_ERROR(config::Prepare("rescoring", settings.process));
  const auto labor =
      labor_client::MakeLaborClient(client_call::ChannelTo(settings.labor));
  const auto alignment = alignment_client::MakeAlignmentClient(
      client_call::ChannelTo(settings.alignment));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto wiring,
      rescoring::RescoringWiring::Open(
          config::DatabaseOf(settings.process, "rescoring"),
          settings.process.state_dir, settings.watch, *labor, *alignment));
  return config::ServeUntilTerminated(
      settings.process, wiring->services(),
      {.serving = [&](rpc::Server&) { wiring->Start(); },
       .stopping = [&] { wiring->Stop(); }});
}

}  // namespace
}  // namespace plumbline

int main(int argc, char** argv) {
  CLI::App app("Plumbline's rescoring service: what is new at the publishers");
  plumbline::Settings settings;
  plumbline::AddFlags(app, settings);
  return plumbline::config::Main(app, argc, argv,
                                 [&] { return plumbline::Serve(settings); });
}
