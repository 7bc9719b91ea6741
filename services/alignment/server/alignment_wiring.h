#ifndef PLUMBLINE_SERVICES_ALIGNMENT_SERVER_ALIGNMENT_WIRING_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_SERVER_ALIGNMENT_WIRING_H_

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/catalog/catalog_client.h"
#include "clients/cpp/labor/labor_client.h"
#include "services/alignment/api/alignment_handler.h"
#include "services/alignment/api/changes/change_handler.h"
#include "services/alignment/api/changes/change_watch.h"
#include "services/alignment/api/matching/matcher_cache.h"
#include "services/alignment/api/matching/matching_handler.h"
#include "services/alignment/api/overrides/override_handler.h"
#include "services/alignment/api/policy_handler.h"
#include "services/alignment/api/scoring/scoring_workers.h"
#include "services/alignment/api/sequence/sequence_handler.h"
#include "services/alignment/api/supply/supply_handler.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// The alignment service put together over its store and the two services that
// it reads. Hosts AlignmentService, ChangeService, PolicyService,
// OverrideService, SupplyService, MatchingService and SequenceService; whoever
// owns the server adds `services()` to it.
class AlignmentWiring {
 public:
  struct Options {
    // An SQLite file, whose directory exists, or a postgresql:// address.
    std::string database;
    // Policies to store at the start; empty for none.
    std::filesystem::path policies;
    // Between two attempts to load the published run when labor does not
    // answer.
    absl::Duration retry = absl::Seconds(2);
    // How often is looked whether another process published a run.
    absl::Duration look_for_runs = absl::Seconds(2);
    RunMaker::Options runs = {};
    // `name` and `alone` follow from the process and the database.
    ScoringWorkers::Options scoring = {};
    // Which runs PurgeRuns leaves alone; by default all.
    base::RetentionRule retention = {};
  };

  // Errors:
  //   those of OpenAlignmentStore and ReadPolicyFiles.
  //   kInvalidArgument, POLICY_INVALID: a policy file does not say what it
  //   must.
  // Both clients outlive the wiring.
  static absl::StatusOr<std::unique_ptr<AlignmentWiring>> Open(
      const Options& options, labor_client::LaborClient& labor,
      catalog_client::CatalogClient& catalog);
  ~AlignmentWiring();
  AlignmentWiring(const AlignmentWiring&) = delete;
  AlignmentWiring& operator=(const AlignmentWiring&) = delete;

  std::vector<rpc::HostedService> services();

  // Loads the published run in the background, as often as it takes, and from
  // then on what other processes publish. Says with `set_serving` that
  // AlignmentService is not ready until it is there. Once.
  void StartRestoring(std::function<void(bool)> set_serving);
  // The same for a server that hosts `services()`; outlives the wiring, or
  // Stop() comes first.
  void StartRestoring(rpc::Server& server);

  // Ends what goes on by itself: restoring, and the streams of those who watch
  // changes. Before the server stops.
  void Stop();

 private:
  AlignmentWiring(const Options& options, std::unique_ptr<AlignmentStore> store,
                  std::unique_ptr<PartitionLeases> leases,
                  labor_client::LaborClient& labor,
                  catalog_client::CatalogClient& catalog);
  // Whoever watches changes hears of runs.
  RunMaker::Options WithNews(RunMaker::Options options);
  absl::Status StorePolicies(const std::filesystem::path& directory);
  void RestoreUntilDone(const std::function<void(bool)>& set_serving);
  void FollowOthers();
  // Waits; whether it is time to stop.
  bool StopsWithin(absl::Duration wait);

  const absl::Duration retry_;
  const absl::Duration look_for_runs_;
  const std::unique_ptr<AlignmentStore> store_;
  const std::unique_ptr<PartitionLeases> leases_;
  EditionCache editions_;
  MatcherCache matchers_;
  TextReader text_reader_;
  RunViews views_;
  ScoringWorkers workers_;
  RunMaker maker_;
  PinnedViews pinned_;
  OverrideIndex override_index_;
  const rpc::PageTokens tokens_ = rpc::PageTokens::WithRandomKey();
  // The handlers use the queues, whose work uses the handlers: the queues end
  // first, and do what they took.
  std::unique_ptr<AlignmentHandler> alignments_;
  std::unique_ptr<PolicyHandler> policies_;
  std::unique_ptr<OverrideHandler> overrides_;
  std::unique_ptr<SupplyHandler> supply_;
  std::unique_ptr<MatchingHandler> matching_;
  std::unique_ptr<SequenceHandler> sequence_;
  std::unique_ptr<ChangeHandler> changes_;
  std::unique_ptr<ChangeWatch> watch_;
  std::optional<rpc::WorkQueue> reads_;
  std::optional<rpc::WorkQueue> texts_;
  std::optional<rpc::WorkQueue> runs_;

  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread restoring_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_SERVER_ALIGNMENT_WIRING_H_
