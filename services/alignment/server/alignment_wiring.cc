#include "services/alignment/server/alignment_wiring.h"

#include <unistd.h>

#include <utility>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/scoring/partition_loader.h"
#include "services/alignment/server/policy_files.h"
#include "services/alignment/store/sql_alignment_store.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/storage/postgres_options.h"
#include "services/common/telemetry/log.h"

namespace plumbline::alignment {
namespace {

constexpr int kReadThreads = 2;
constexpr size_t kWaitingReads = 256;
// The first question to an edition's texts takes seconds and all others wait
// for it: they wait apart from reads.
constexpr int kTextThreads = 1;
constexpr size_t kWaitingTexts = 64;
// One run at a time.
constexpr int kRunThreads = 1;
constexpr size_t kWaitingRuns = 8;

std::string ProcessName() {
  char host[256] = {};
  gethostname(host, sizeof(host) - 1);
  absl::BitGen random;
  return absl::StrCat(host, ":", getpid(), ":",
                      absl::Hex(absl::Uniform<uint32_t>(random)));
}

ScoringWorkers::Options ScoringOf(const AlignmentWiring::Options& options) {
  ScoringWorkers::Options scoring = options.scoring;
  scoring.name = ProcessName();
  // A file is one process's.
  scoring.alone = !storage::IsPostgresAddress(options.database);
  return scoring;
}

}  // namespace

absl::StatusOr<std::unique_ptr<AlignmentWiring>> AlignmentWiring::Open(
    const Options& options, labor_client::LaborClient& labor,
    catalog_client::CatalogClient& catalog) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto store, OpenAlignmentStore(options.database));
  PLUMBLINE_ASSIGN_OR_RETURN(auto leases,
                             OpenPartitionLeases(options.database));
  // What a process that died held on a file, nobody holds.
  if (!storage::IsPostgresAddress(options.database))
    PLUMBLINE_RETURN_IF_ERROR(leases->ForgetAll());
  std::unique_ptr<AlignmentWiring> wiring(new AlignmentWiring(
      options, std::move(store), std::move(leases), labor, catalog));
  PLUMBLINE_RETURN_IF_ERROR(wiring->override_index_.Reload());
  if (!options.policies.empty()) {
    PLUMBLINE_RETURN_IF_ERROR(wiring->StorePolicies(options.policies));
  }
  return wiring;
}

AlignmentWiring::AlignmentWiring(const Options& options,
                                 std::unique_ptr<AlignmentStore> store,
                                 std::unique_ptr<PartitionLeases> leases,
                                 labor_client::LaborClient& labor,
                                 catalog_client::CatalogClient& catalog)
    : retry_(options.retry),
      look_for_runs_(options.look_for_runs),
      store_(std::move(store)),
      leases_(std::move(leases)),
      editions_(labor),
      matchers_(labor, editions_),
      text_reader_(matchers_, options.runs.threads),
      views_(*store_, editions_),
      workers_(
          *leases_,
          [this, &catalog](const PartitionInput& input) {
            return LoadPartition(*store_, editions_, text_reader_, catalog,
                                 input);
          },
          ScoringOf(options)),
      maker_(*store_, views_, editions_, text_reader_, labor, catalog, workers_,
             WithNews(options.runs)),
      pinned_(*store_, views_, editions_, text_reader_, options.runs.threads),
      override_index_(*store_) {
  reads_.emplace(kReadThreads, kWaitingReads);
  texts_.emplace(kTextThreads, kWaitingTexts);
  runs_.emplace(kRunThreads, kWaitingRuns);
  alignments_ = std::make_unique<AlignmentHandler>(AlignmentHandler::Parts{
      *store_, views_, editions_, maker_, tokens_, *reads_, *runs_,
      override_index_, text_reader_, pinned_, options.runs.clock,
      options.runs.threads, options.retention});
  policies_ = std::make_unique<PolicyHandler>(
      SimulationParts{*store_, views_, editions_, text_reader_, catalog,
                      options.runs.clock, options.runs.threads},
      tokens_, *reads_);
  overrides_ = std::make_unique<OverrideHandler>(OverrideHandler::Parts{
      *store_, override_index_, tokens_, *reads_, options.runs.clock});
  supply_ = std::make_unique<SupplyHandler>(editions_, catalog, *reads_);
  matching_ = std::make_unique<MatchingHandler>(matchers_, catalog, *texts_);
  sequence_ = std::make_unique<SequenceHandler>(SequenceHandler::Parts{
      matchers_, catalog, *texts_, options.runs.clock, *store_});
  watch_ =
      std::make_unique<ChangeWatch>(*store_, *reads_, options.look_for_runs);
  changes_ = std::make_unique<ChangeHandler>(
      ChangeHandler::Parts{*store_,
                           views_,
                           *watch_,
                           {labor, options.runs.threads},
                           *reads_,
                           *runs_});
}

RunMaker::Options AlignmentWiring::WithNews(RunMaker::Options options) {
  options.published = [this] { watch_->Published(); };
  return options;
}

AlignmentWiring::~AlignmentWiring() {
  Stop();
  runs_.reset();
  texts_.reset();
  reads_.reset();
}

std::vector<rpc::HostedService> AlignmentWiring::services() {
  return {{v1::AlignmentService::service_full_name(), alignments_.get()},
          {v1::ChangeService::service_full_name(), changes_.get()},
          {v1::PolicyService::service_full_name(), policies_.get()},
          {v1::OverrideService::service_full_name(), overrides_.get()},
          {v1::SupplyService::service_full_name(), supply_.get()},
          {v1::MatchingService::service_full_name(), matching_.get()},
          {v1::SequenceService::service_full_name(), sequence_.get()}};
}

absl::Status AlignmentWiring::StorePolicies(
    const std::filesystem::path& directory) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto requests, ReadPolicyFiles(directory));
  for (const auto& request : requests) {
    const auto stored = policies_->CreatePolicyVersion(request);
    if (!stored.ok()) {
      return base::Annotate(stored.status(), request.parent());
    }
    telemetry::Info("policy stored", {{"policy", stored->name()}});
  }
  return absl::OkStatus();
}

void AlignmentWiring::StartRestoring(std::function<void(bool)> set_serving) {
  set_serving(false);
  restoring_ = std::thread([this, set_serving = std::move(set_serving)] {
    RestoreUntilDone(set_serving);
  });
}

void AlignmentWiring::StartRestoring(rpc::Server& server) {
  StartRestoring([&server](bool serving) {
    server.SetServing(v1::AlignmentService::service_full_name(), serving);
  });
}

void AlignmentWiring::Stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  if (restoring_.joinable()) restoring_.join();
  watch_->Close();
}

void AlignmentWiring::RestoreUntilDone(
    const std::function<void(bool)>& set_serving) {
  for (;;) {
    const absl::Status restored = views_.Restore();
    if (restored.ok()) break;
    telemetry::Warning("the published run is not loaded yet",
                       {{"why", std::string(restored.message())}});
    if (StopsWithin(retry_)) return;
  }
  set_serving(true);
  FollowOthers();
}

void AlignmentWiring::FollowOthers() {
  while (!StopsWithin(look_for_runs_)) {
    const absl::Status restored = views_.Restore();
    if (restored.ok()) continue;
    telemetry::Warning("what another process published is not loaded yet",
                       {{"why", std::string(restored.message())}});
  }
}

bool AlignmentWiring::StopsWithin(absl::Duration wait) {
  std::unique_lock<std::mutex> lock(mutex_);
  return stop_.wait_for(lock, absl::ToChronoMilliseconds(wait),
                        [this] { return stopping_; });
}

}  // namespace plumbline::alignment
