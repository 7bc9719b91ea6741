#include "services/alignment/api/scoring/held_lease.h"

#include <utility>

namespace plumbline::alignment {

HeldLease::HeldLease(PartitionLeases& leases, PartitionLease lease, Terms terms)
    : leases_(leases), lease_(std::move(lease)), terms_(std::move(terms)) {
  renewing_ = std::thread([this] { RenewUntilEnd(); });
}

HeldLease::~HeldLease() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  renewing_.join();
  // Otherwise others wait until it lapses.
  if (!settled_) leases_.Release(lease_).IgnoreError();
}

void HeldLease::RenewUntilEnd() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    ended_.wait_for(lock, absl::ToChronoMicroseconds(terms_.renew_every),
                    [this] { return ending_; });
    if (ending_) return;
    lock.unlock();
    // Lost or not to be reached: whoever completes it is told.
    leases_.Renew(lease_, terms_.clock() + terms_.hold).IgnoreError();
    lock.lock();
  }
}

}  // namespace plumbline::alignment
