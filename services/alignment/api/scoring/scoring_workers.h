#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_SCORING_WORKERS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_SCORING_WORKERS_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/alignment/api/scoring/held_lease.h"
#include "services/alignment/api/scoring/partition_codec.h"
#include "services/alignment/store/partition_leases.h"

namespace plumbline::alignment {

// Threads that score partitions of runs: those that this process makes, and
// those that other processes on the same database make.
//
// Thread-safe.
class ScoringWorkers {
 public:
  struct Options {
    // What others see of this process; distinct.
    std::string name = "worker";
    int workers = 2;
    // How long a partition stays with a worker that gives no sign of life.
    absl::Duration lease = absl::Seconds(10);
    // Zero is a third of it.
    absl::Duration renew_every = absl::ZeroDuration();
    // No other process takes part: nobody looks for work of others, and what
    // was found stays in memory and is not written.
    bool alone = false;
    // How often, half as often to one and a half times, a worker without work
    // looks for work of other processes.
    absl::Duration poll = absl::Seconds(1);
    // Alignments under one policy in a partition, at most. Processes that are
    // to share work have the same.
    size_t slice = 16384;
    std::function<absl::Time()> clock = [] { return absl::Now(); };
    // Called between scoring a partition and completing it.
    std::function<void(const PartitionLease&)> scored =
        [](const PartitionLease&) {};
  };

  // The portfolio that a partition of another process belongs to.
  using Loader = std::function<absl::StatusOr<std::shared_ptr<PortfolioScorer>>(
      const PartitionInput&)>;

  // `leases` outlives the object.
  ScoringWorkers(PartitionLeases& leases, Loader load, Options options);
  // Ends the workers, each after the partition that it is at.
  ~ScoringWorkers();
  ScoringWorkers(const ScoringWorkers&) = delete;
  ScoringWorkers& operator=(const ScoringWorkers&) = delete;

  struct Found {
    // A list for each of what was open.
    std::vector<std::vector<ScoredProgram>> scored;
    // The right to publish it; held while this lives.
    std::unique_ptr<HeldLease> publication;
  };

  // Divides what is open of a run after run `after` and waits until it is
  // scored, here or elsewhere. Whoever asks for the same shares the work, and
  // one at a time has the right to publish it. `run` describes it as in
  // PartitionInput.
  //
  // Errors:
  //   kAborted, LEASE_LOST: another process published a run meanwhile.
  //   those of PartitionLeases.
  absl::StatusOr<Found> Score(const v1::Run& run, int64_t after,
                              std::shared_ptr<PortfolioScorer> portfolio,
                              const std::vector<OpenEntries>& open);

 private:
  // A piece of work that partitions are done of here.
  struct Known {
    // Null where it could not be had.
    std::shared_ptr<PortfolioScorer> portfolio;
    // Made by this process.
    bool own = false;
    // When to try again to have it.
    absl::Time retry_time;
    // Why a worker of ours could not go on.
    absl::Status failed;
    // Of a process that is alone: what was found, by partition.
    std::map<int64_t, std::vector<ScoredProgram>> found;
  };

  void Serve(const std::string& worker);
  // Whether a partition was done.
  bool DoWork(const std::string& worker);
  bool DoPartsOf(const std::string& work, const std::string& worker,
                 PortfolioScorer& portfolio);
  bool Do(PortfolioScorer& portfolio, PartitionLease lease);
  absl::Status ScoreAndComplete(PortfolioScorer& portfolio,
                                PartitionLease lease);
  std::vector<WaitingWork> KnownFirst(std::vector<WaitingWork> waiting);
  // Null when this process cannot have it now.
  std::shared_ptr<PortfolioScorer> PortfolioOf(const WaitingWork& work);
  std::shared_ptr<PortfolioScorer> Load(const WaitingWork& work);
  // Forgets the portfolios of other processes' work.
  void ForgetLoaded();
  void Failed(absl::string_view work, const absl::Status& why);
  void Notify();
  // Waits for news after `seen`, at most `patience`.
  void Wait(int64_t seen, absl::Duration patience);

  // Divides `work`, which is known, and waits until all is done.
  absl::StatusOr<std::unique_ptr<HeldLease>> DivideAndAwait(
      const std::string& work, const std::vector<std::string>& inputs);
  absl::StatusOr<std::unique_ptr<HeldLease>> AwaitPublication(
      const std::string& work);
  // What is completed with: nothing where it is kept here.
  //
  // Errors: kAborted, LEASE_LOST: whoever made the run gave it up.
  absl::StatusOr<std::string> Keep(const PartitionLease& lease,
                                   std::vector<ScoredProgram> scored);
  HeldLease::Terms terms() const;

  PartitionLeases& leases_;
  const Loader load_;
  const Options options_;

  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable changed_;
  bool stopping_ = false;
  // Rises when there may be something to do or to see.
  int64_t news_ = 0;
  std::map<std::string, Known, std::less<>> known_;
  bool loading_ = false;  // A portfolio of another process's work.
  std::vector<std::thread> threads_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_SCORING_WORKERS_H_
