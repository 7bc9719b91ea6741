#include "services/rescoring/server/rescoring_wiring.h"

#include <time.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/rescoring/server/descriptor_files.h"
#include "services/rescoring/store/sql_rescoring_store.h"

namespace plumbline::rescoring {
namespace {

// Publishers are slow: one at a time, and few wait.
constexpr int kCheckThreads = 1;
constexpr size_t kWaitingChecks = 8;

absl::Time Now() { return absl::Now(); }

// Counts while the machine sleeps, unlike the standard library's.
absl::Duration Steady() {
  timespec time{};
  clock_gettime(CLOCK_BOOTTIME, &time);
  return absl::DurationFromTimespec(time);
}

double Jitter() {
  thread_local std::mt19937_64 random(std::random_device{}());
  return std::uniform_real_distribution<double>(0, 1)(random);
}

absl::StatusOr<absl::Duration> ParseDuration(const std::string& flag,
                                             const std::string& text) {
  absl::Duration duration;
  if (absl::ParseDuration(text, &duration) && duration > absl::ZeroDuration() &&
      duration < absl::InfiniteDuration()) {
    return duration;
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     absl::StrCat(flag, " \"", text,
                                  "\" is no duration: write 24h, 15m or 30s"),
                     {{"field", flag}, {"value", text}});
}

// "us-or,us-wa@us,us-ca" as a scope of all providers.
absl::StatusOr<v1::Job::Scope> ParseScope(const std::string& text) {
  v1::Job::Scope scope;
  scope.set_provider("providers/-");
  const std::vector<std::string> sides = absl::StrSplit(text, '@');
  for (const absl::string_view policy :
       absl::StrSplit(sides[0], ',', absl::SkipEmpty())) {
    scope.add_policies(absl::StrCat("policies/", policy));
  }
  if (sides.size() == 2) {
    for (const absl::string_view region :
         absl::StrSplit(sides[1], ',', absl::SkipEmpty())) {
      scope.add_regions(absl::StrCat("regions/", region));
    }
  }
  if (sides.size() <= 2 && scope.policies_size() > 0) return scope;
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     absl::StrCat("--rescore \"", text,
                                  "\" names no policy: write us-or,us-wa or "
                                  "us-or@us,us-ca"),
                     {{"field", "--rescore"}, {"value", text}});
}

Fetcher::Options FetchOptions(const WatchSettings& settings) {
  Fetcher::Options options;
  options.rules.allow_loopback = settings.allow_loopback_sources;
  options.user_agent = settings.user_agent;
  options.now = Now;
  options.sleep = [](absl::Duration wait) { absl::SleepFor(wait); };
  options.random = Jitter;
  return options;
}

JobWorker::Options WorkerOptions(absl::Duration lease,
                                 absl::Duration first_retry) {
  JobWorker::Options options;
  options.owner = absl::StrCat("process ", getpid());
  options.lease = lease;
  options.back_off.first = first_retry;
  options.now = Now;
  options.random = Jitter;
  return options;
}

WebhookSender::Options WebhookOptions(const WatchSettings& settings,
                                      std::vector<Subscription> subscriptions) {
  WebhookSender::Options options;
  for (const Subscription& subscription : subscriptions) {
    const char* key = std::getenv(subscription.key_environment.c_str());
    if (key != nullptr) options.keys[subscription.name] = key;
  }
  options.subscriptions = std::move(subscriptions);
  options.rules.allow_loopback = settings.allow_loopback_sources;
  options.user_agent = settings.user_agent;
  options.now = Now;
  options.random = Jitter;
  return options;
}

}  // namespace

void AddWatchOptions(CLI::App& app, WatchSettings& settings) {
  app.add_option("--sources", settings.sources,
                 "directory of source descriptors; none is watched without");
  app.add_option("--check-every", settings.check_every,
                 "ask publishers in this interval, such as 24h; only when "
                 "CheckSources is called without");
  app.add_option("--rescore", settings.rescore,
                 "what is scored after a change, POLICY,...[@REGION,...]; what "
                 "the standing runs scored without");
  app.add_option("--lease", settings.lease,
                 "how long a job waits for a worker that died")
      ->capture_default_str();
  app.add_option("--first-retry", settings.first_retry,
                 "the wait after a step failed first; it doubles each time")
      ->capture_default_str();
  app.add_option("--user-agent", settings.user_agent,
                 "how publishers see the service; some want an address to "
                 "write to in it")
      ->capture_default_str();
  app.add_option("--subscriptions", settings.subscriptions,
                 "a JSON list of who is told of changes by a signed POST");
  app.add_flag("--allow-loopback-sources", settings.allow_loopback_sources,
               "for tests: descriptors may point to this machine, without TLS");
}

absl::StatusOr<RescoringWiring::Durations> RescoringWiring::ParseDurations(
    const WatchSettings& settings) {
  Durations durations;
  if (!settings.check_every.empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        durations.check_every,
        ParseDuration("--check-every", settings.check_every));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(durations.lease,
                             ParseDuration("--lease", settings.lease));
  PLUMBLINE_ASSIGN_OR_RETURN(
      durations.first_retry,
      ParseDuration("--first-retry", settings.first_retry));
  return durations;
}

absl::StatusOr<std::unique_ptr<RescoringWiring>> RescoringWiring::Open(
    const std::string& database, const std::filesystem::path& directory,
    const WatchSettings& settings, labor_client::LaborClient& labor,
    alignment_client::AlignmentClient& alignment) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Durations durations,
                             ParseDurations(settings));
  std::vector<v1::Job::Scope> rescore;
  for (const std::string& text : settings.rescore) {
    PLUMBLINE_ASSIGN_OR_RETURN(rescore.emplace_back(), ParseScope(text));
  }
  std::vector<sources::Descriptor> descriptors;
  if (!settings.sources.empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(descriptors,
                               ReadDescriptorFiles(settings.sources));
  }
  std::vector<Subscription> subscriptions;
  if (!settings.subscriptions.empty()) {
    PLUMBLINE_ASSIGN_OR_RETURN(subscriptions,
                               ReadSubscriptionFile(settings.subscriptions));
  }
  PLUMBLINE_ASSIGN_OR_RETURN(auto store, OpenRescoringStore(database));
  return std::unique_ptr<RescoringWiring>(
      new RescoringWiring(directory, settings, durations, std::move(rescore),
                          std::move(descriptors), std::move(subscriptions),
                          std::move(store), labor, alignment));
}

RescoringWiring::RescoringWiring(const std::filesystem::path& directory,
                                 const WatchSettings& settings,
                                 const Durations& durations,
                                 std::vector<v1::Job::Scope> rescore,
                                 std::vector<sources::Descriptor> descriptors,
                                 std::vector<Subscription> subscriptions,
                                 std::unique_ptr<RescoringStore> store,
                                 labor_client::LaborClient& labor,
                                 alignment_client::AlignmentClient& alignment)
    : descriptors_(std::move(descriptors)),
      store_(std::move(store)),
      fetcher_(FetchOptions(settings)),
      watcher_(descriptors_, fetcher_, *store_, labor, Now),
      steps_({descriptors_, fetcher_, labor, alignment, directory / "spool",
              std::move(rescore), Now}),
      worker_(*store_, steps_,
              WorkerOptions(durations.lease, durations.first_retry)),
      loop_(*store_, watcher_, worker_,
            {.check_every = durations.check_every,
             .longest_sleep = std::min(durations.lease, absl::Seconds(30)),
             .now = Now,
             .steady = Steady}),
      webhooks_(*store_, alignment,
                WebhookOptions(settings, std::move(subscriptions))) {
  checks_.emplace(kCheckThreads, kWaitingChecks);
  handler_ = std::make_unique<RescoringHandler>(RescoringHandler::Parts{
      *store_, watcher_, *checks_, [this] { loop_.Wake(); }, Now});
}

RescoringWiring::~RescoringWiring() {
  Stop();
  checks_.reset();
}

std::vector<rpc::HostedService> RescoringWiring::services() {
  return {{v1::RescoringService::service_full_name(), handler_.get()}};
}

void RescoringWiring::Start() {
  loop_.Start();
  webhooks_.Start();
}

void RescoringWiring::Stop() {
  webhooks_.Stop();
  loop_.Stop();
}

}  // namespace plumbline::rescoring
