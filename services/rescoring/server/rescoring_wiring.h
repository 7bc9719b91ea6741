#ifndef PLUMBLINE_SERVICES_RESCORING_SERVER_RESCORING_WIRING_H_
#define PLUMBLINE_SERVICES_RESCORING_SERVER_RESCORING_WIRING_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/alignment/alignment_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/work_queue.h"
#include "services/common/sources/descriptor.h"
#include "services/rescoring/api/job_steps.h"
#include "services/rescoring/api/job_worker.h"
#include "services/rescoring/api/rescoring_handler.h"
#include "services/rescoring/api/rescoring_loop.h"
#include "services/rescoring/api/source_watcher.h"
#include "services/rescoring/api/webhook_sender.h"
#include "services/rescoring/fetch/fetcher.h"
#include "services/rescoring/store/rescoring_store.h"

namespace CLI {
class App;
}  // namespace CLI

namespace plumbline::rescoring {

// What the command line says of rescoring.
struct WatchSettings {
  std::filesystem::path sources;  // Empty: nothing is watched.
  std::string check_every;        // "24h"; empty: only when asked.
  std::string lease = "30s";
  std::string first_retry = "1m";
  std::string user_agent = "Plumbline/0.1";
  bool allow_loopback_sources = false;
  // What is scored after a change, "us-or,us-wa@us,us-ca" each: policies, then
  // regions if they are named; none: what the standing runs scored.
  std::vector<std::string> rescore;
  // Who is told of changes; empty: nobody.
  std::filesystem::path subscriptions;
};

// Adds --sources, --check-every, --rescore, --lease, --first-retry,
// --user-agent, --subscriptions and --allow-loopback-sources.
void AddWatchOptions(CLI::App& app, WatchSettings& settings);

// The rescoring service put together over its store and the two services that
// it calls. Whoever owns the server adds `services()` to it.
class RescoringWiring {
 public:
  // `database` is an SQLite file or a postgresql:// address, `directory` holds
  // the spool; both clients outlive the wiring.
  //
  // Errors: kInvalidArgument, ARGUMENT_INVALID: a duration or a scope is none;
  // those of ReadDescriptorFiles, ReadSubscriptionFile and OpenRescoringStore.
  static absl::StatusOr<std::unique_ptr<RescoringWiring>> Open(
      const std::string& database, const std::filesystem::path& directory,
      const WatchSettings& settings, labor_client::LaborClient& labor,
      alignment_client::AlignmentClient& alignment);
  ~RescoringWiring();
  RescoringWiring(const RescoringWiring&) = delete;
  RescoringWiring& operator=(const RescoringWiring&) = delete;

  std::vector<rpc::HostedService> services();
  // Begins to check and to do jobs; the server listens.
  void Start();
  void Stop();

 private:
  struct Durations {
    std::optional<absl::Duration> check_every;
    absl::Duration lease;
    absl::Duration first_retry;
  };
  RescoringWiring(const std::filesystem::path& directory,
                  const WatchSettings& settings, const Durations& durations,
                  std::vector<v1::Job::Scope> rescore,
                  std::vector<sources::Descriptor> descriptors,
                  std::vector<Subscription> subscriptions,
                  std::unique_ptr<RescoringStore> store,
                  labor_client::LaborClient& labor,
                  alignment_client::AlignmentClient& alignment);
  static absl::StatusOr<Durations> ParseDurations(
      const WatchSettings& settings);

  const std::vector<sources::Descriptor> descriptors_;
  const std::unique_ptr<RescoringStore> store_;
  const Fetcher fetcher_;
  SourceWatcher watcher_;
  const JobSteps steps_;
  JobWorker worker_;
  RescoringLoop loop_;
  WebhookSender webhooks_;
  // The handler uses the queue, whose work uses the handler: the queue ends
  // first.
  std::unique_ptr<RescoringHandler> handler_;
  std::optional<rpc::WorkQueue> checks_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_SERVER_RESCORING_WIRING_H_
