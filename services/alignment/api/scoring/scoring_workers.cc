#include "services/alignment/api/scoring/scoring_workers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"
#include "services/common/telemetry/log.h"

namespace plumbline::alignment {
namespace {

// How often whoever makes a run looks what other processes have done of it.
constexpr absl::Duration kLook = absl::Milliseconds(20);
// Until a portfolio that could not be had is asked for again.
constexpr absl::Duration kRetryLoading = absl::Seconds(5);

// A part of one of the open lists.
struct Slice {
  size_t list = 0;
  size_t begin = 0;
  size_t end = 0;
};

// The first slice of each policy, then the second: workers that are at the same
// time at work share a portfolio.
std::vector<Slice> SlicesOf(const std::vector<OpenEntries>& open, size_t most) {
  std::vector<Slice> slices;
  for (size_t begin = 0;; begin += most) {
    const size_t before = slices.size();
    for (size_t list = 0; list < open.size(); ++list) {
      const size_t count = open[list].places.size();
      if (begin < count)
        slices.push_back({list, begin, std::min(begin + most, count)});
    }
    if (slices.size() == before) return slices;
  }
}

std::vector<std::string> InputsOf(const v1::Run& run, const RunInputs& inputs,
                                  const std::vector<OpenEntries>& open,
                                  const std::vector<Slice>& slices) {
  PartitionInput input = {run, PortfolioDigest(inputs), {}};
  std::vector<std::string> encoded;
  for (const Slice& slice : slices) {
    const OpenEntries& list = open[slice.list];
    const auto at = [&](size_t place) {
      return list.places.begin() + static_cast<ptrdiff_t>(place);
    };
    input.open.policy = list.policy;
    input.open.places.assign(at(slice.begin), at(slice.end));
    encoded.push_back(EncodePartition(input));
  }
  // A run of which nothing is open has a name of its own all the same.
  input.open = {};
  encoded.push_back(EncodePartition(input));
  return encoded;
}

// The same for all that make the same run after the same one, and have the same
// `maker`.
std::string NameOf(int64_t after, const std::string& maker,
                   const std::vector<std::string>& inputs) {
  std::string digests = maker;
  for (const std::string& input : inputs)
    absl::StrAppend(&digests, base::Sha256Hex(input));
  return absl::StrCat(RunName(after + 1), "/",
                      base::Sha256Hex(digests).substr(0, 32));
}

absl::Status Ended(const std::string& work) {
  return base::Error(
      absl::StatusCode::kAborted, base::reason::kLeaseLost,
      absl::StrCat(work, " has ended: another process published a run"),
      {{"work", work}});
}

bool Fits(const OpenEntries& open, const PortfolioScorer& portfolio) {
  return open.policy < portfolio.inputs().policies.size() &&
         (open.places.empty() ||
          open.places.back() < portfolio.entries().size());
}

}  // namespace

ScoringWorkers::ScoringWorkers(PartitionLeases& leases, Loader load,
                               Options options)
    : leases_(leases), load_(std::move(load)), options_(std::move(options)) {
  for (int i = 0; i < options_.workers; ++i) {
    threads_.emplace_back([this, worker = absl::StrCat(options_.name, "/", i)] {
      Serve(worker);
    });
  }
}

ScoringWorkers::~ScoringWorkers() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

absl::StatusOr<ScoringWorkers::Found> ScoringWorkers::Score(
    const v1::Run& run, int64_t after,
    std::shared_ptr<PortfolioScorer> portfolio,
    const std::vector<OpenEntries>& open) {
  const std::vector<Slice> slices = SlicesOf(open, options_.slice);
  std::vector<std::string> inputs =
      InputsOf(run, portfolio->inputs(), open, slices);
  const std::string work =
      NameOf(after, options_.alone ? options_.name : "", inputs);
  inputs.pop_back();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    known_[work] = {std::move(portfolio), true, {}, {}, {}};
  }
  auto publication = DivideAndAwait(work, inputs);
  std::map<int64_t, std::vector<ScoredProgram>> kept;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    kept = std::move(known_[work].found);
    known_.erase(work);
  }
  if (!publication.ok()) return publication.status();
  PLUMBLINE_ASSIGN_OR_RETURN(const auto results, leases_.Results(work));
  if (results.size() != slices.size()) return Ended(work);
  Found found = {std::vector<std::vector<ScoredProgram>>(open.size()),
                 *std::move(publication)};
  for (size_t i = 0; i < slices.size(); ++i) {
    const size_t count = slices[i].end - slices[i].begin;
    auto& scored = kept[static_cast<int64_t>(i)];
    if (!options_.alone) {
      PLUMBLINE_ASSIGN_OR_RETURN(scored, DecodeScored(results[i], count));
    }
    if (scored.size() != count) return Ended(work);
    auto& list = found.scored[slices[i].list];
    list.insert(list.end(), scored.begin(), scored.end());
  }
  return found;
}

absl::StatusOr<std::unique_ptr<HeldLease>> ScoringWorkers::DivideAndAwait(
    const std::string& work, const std::vector<std::string>& inputs) {
  // What was found before and kept in memory is gone.
  if (options_.alone) PLUMBLINE_RETURN_IF_ERROR(leases_.Forget(work));
  PLUMBLINE_RETURN_IF_ERROR(leases_.Divide(work, inputs));
  return AwaitPublication(work);
}

absl::StatusOr<std::string> ScoringWorkers::Keep(
    const PartitionLease& lease, std::vector<ScoredProgram> scored) {
  if (!options_.alone) return EncodeScored(scored);
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto known = known_.find(lease.work);
  if (known == known_.end()) return Ended(lease.work);
  known->second.found[lease.partition] = std::move(scored);
  return std::string();
}

absl::StatusOr<std::unique_ptr<HeldLease>> ScoringWorkers::AwaitPublication(
    const std::string& work) {
  for (;;) {
    int64_t seen = 0;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      PLUMBLINE_RETURN_IF_ERROR(known_[work].failed);
      // Workers also look for partitions that others let lapse.
      seen = ++news_;
    }
    changed_.notify_all();
    PLUMBLINE_ASSIGN_OR_RETURN(const WorkProgress progress,
                               leases_.Progress(work));
    if (progress.ended) return Ended(work);
    if (progress.done == progress.partitions) {
      PLUMBLINE_ASSIGN_OR_RETURN(
          auto lease,
          leases_.TakePublication(work, options_.name, options_.clock(),
                                  options_.lease));
      if (lease)
        return std::make_unique<HeldLease>(leases_, *std::move(lease), terms());
    }
    Wait(seen, kLook);
  }
}

void ScoringWorkers::Serve(const std::string& worker) {
  absl::BitGen random;
  for (;;) {
    int64_t seen = 0;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (stopping_) return;
      seen = news_;
    }
    // At different times in different processes.
    const absl::Duration wait = options_.poll * absl::Uniform(random, 0.5, 1.5);
    if (!DoWork(worker))
      Wait(seen, options_.alone ? absl::InfiniteDuration() : wait);
  }
}

bool ScoringWorkers::DoWork(const std::string& worker) {
  auto waiting = leases_.Waiting(options_.clock());
  if (!waiting.ok()) return false;
  if (waiting->empty()) ForgetLoaded();
  for (const WaitingWork& work : KnownFirst(*std::move(waiting))) {
    const auto portfolio = PortfolioOf(work);
    if (portfolio != nullptr && DoPartsOf(work.work, worker, *portfolio))
      return true;
  }
  return false;
}

bool ScoringWorkers::DoPartsOf(const std::string& work,
                               const std::string& worker,
                               PortfolioScorer& portfolio) {
  for (bool any = false;; any = true) {
    auto lease = leases_.Take(work, worker, options_.clock(), options_.lease);
    if (!lease.ok()) Failed(work, lease.status());
    if (!lease.ok() || !lease->has_value()) return any;
    if (!Do(portfolio, **std::move(lease))) return false;
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_) return true;
  }
}

bool ScoringWorkers::Do(PortfolioScorer& portfolio, PartitionLease lease) {
  const std::string work = lease.work;
  const int64_t partition = lease.partition;
  const absl::Status status = ScoreAndComplete(portfolio, std::move(lease));
  if (status.ok()) {
    Notify();
    return true;
  }
  telemetry::Warning("a partition was scored in vain",
                     {{"work", work},
                      {"partition", absl::StrCat(partition)},
                      {"why", std::string(status.message())}});
  // It is another's now; so is what to say of it.
  if (base::ReasonOf(status) == base::reason::kLeaseLost) return true;
  Failed(work, status);
  return false;
}

absl::Status ScoringWorkers::ScoreAndComplete(PortfolioScorer& portfolio,
                                              PartitionLease lease) {
  PLUMBLINE_ASSIGN_OR_RETURN(const PartitionInput input,
                             DecodePartition(lease.input));
  if (!Fits(input.open, portfolio)) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::reason::kStorageFailed,
                       absl::StrCat("partition ", lease.partition, " of ",
                                    lease.work, " is of another portfolio"));
  }
  HeldLease held(leases_, std::move(lease), terms());
  PLUMBLINE_ASSIGN_OR_RETURN(
      const std::string scored,
      Keep(held.lease(), portfolio.Score(input.open, 1)));
  options_.scored(held.lease());
  PLUMBLINE_RETURN_IF_ERROR(leases_.Complete(held.lease(), scored));
  held.Settle();
  return absl::OkStatus();
}

std::vector<WaitingWork> ScoringWorkers::KnownFirst(
    std::vector<WaitingWork> waiting) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::stable_partition(
      waiting.begin(), waiting.end(), [this](const WaitingWork& work) {
        const auto known = known_.find(work.work);
        return known != known_.end() && known->second.portfolio != nullptr;
      });
  return waiting;
}

std::shared_ptr<PortfolioScorer> ScoringWorkers::PortfolioOf(
    const WaitingWork& work) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto known = known_.find(work.work);
    if (known != known_.end() && (known->second.portfolio != nullptr ||
                                  options_.clock() < known->second.retry_time))
      return known->second.portfolio;
    // One loads; the others are there for what this process is asked for. Who
    // is alone loads nothing: it is a run that it gave up.
    if (loading_ || options_.alone) return nullptr;
    loading_ = true;
  }
  auto portfolio = Load(work);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    loading_ = false;
    Known& known = known_[work.work];
    if (known.portfolio == nullptr) {
      known.portfolio = portfolio;
      known.retry_time = options_.clock() + kRetryLoading;
    }
  }
  Notify();
  return portfolio;
}

std::shared_ptr<PortfolioScorer> ScoringWorkers::Load(const WaitingWork& work) {
  const auto input = DecodePartition(work.input);
  auto portfolio =
      input.ok()
          ? load_(*input)
          : absl::StatusOr<std::shared_ptr<PortfolioScorer>>(input.status());
  if (portfolio.ok()) return *std::move(portfolio);
  telemetry::Info("work of another process is left to others",
                  {{"work", work.work},
                   {"why", std::string(portfolio.status().message())}});
  return nullptr;
}

void ScoringWorkers::ForgetLoaded() {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto it = known_.begin(); it != known_.end();)
    it = it->second.own ? std::next(it) : known_.erase(it);
}

void ScoringWorkers::Failed(absl::string_view work, const absl::Status& why) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto known = known_.find(work);
    if (known != known_.end()) known->second.failed = why;
  }
  Notify();
}

void ScoringWorkers::Notify() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++news_;
  }
  changed_.notify_all();
}

void ScoringWorkers::Wait(int64_t seen, absl::Duration patience) {
  std::unique_lock<std::mutex> lock(mutex_);
  const auto changed = [&] { return stopping_ || news_ != seen; };
  if (patience == absl::InfiniteDuration()) {
    changed_.wait(lock, changed);
  } else {
    changed_.wait_for(lock, absl::ToChronoMicroseconds(patience), changed);
  }
}

HeldLease::Terms ScoringWorkers::terms() const {
  const absl::Duration renew_every =
      options_.renew_every == absl::ZeroDuration() ? options_.lease / 3
                                                   : options_.renew_every;
  return {options_.lease, renew_every, options_.clock};
}

}  // namespace plumbline::alignment
