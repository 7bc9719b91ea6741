#include "services/labor/api/work_queue.h"

#include <utility>

#include "services/common/base/error.h"

namespace plumbline::labor {
namespace {

// What waits holds its files in memory.
constexpr size_t kCapacity = 16;

}  // namespace

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

absl::Status WorkQueue::Add(std::function<void()> work) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (queue_.size() >= kCapacity) {
      return base::Error(absl::StatusCode::kUnavailable,
                         base::reason::kUpstreamUnavailable,
                         "too many imports and publications wait: try again "
                         "in a moment");
    }
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return absl::OkStatus();
}

void WorkQueue::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::function<void()> work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace plumbline::labor
