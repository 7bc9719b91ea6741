#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_HELD_LEASE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_HELD_LEASE_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/time/time.h"
#include "services/alignment/store/partition_leases.h"

namespace plumbline::alignment {

// Keeps a lease while the object lives: renews it now and then on a thread of
// its own, so that it lapses only when the process is paused or gone.
class HeldLease {
 public:
  struct Terms {
    // From each renewal.
    absl::Duration hold = absl::Seconds(10);
    absl::Duration renew_every = absl::Seconds(3);
    std::function<absl::Time()> clock;
  };

  // `leases` outlives the object.
  HeldLease(PartitionLeases& leases, PartitionLease lease, Terms terms);
  // Gives the lease back, unless it was settled.
  ~HeldLease();
  HeldLease(const HeldLease&) = delete;
  HeldLease& operator=(const HeldLease&) = delete;

  const PartitionLease& lease() const { return lease_; }
  // What it was held for is done.
  void Settle() { settled_ = true; }

 private:
  void RenewUntilEnd();

  PartitionLeases& leases_;
  const PartitionLease lease_;
  const Terms terms_;
  bool settled_ = false;
  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread renewing_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_HELD_LEASE_H_
