#ifndef PLUMBLINE_SERVICES_COMMON_RPC_WORK_QUEUE_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_WORK_QUEUE_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace plumbline::rpc {

// Threads that do what would hold up gRPC's own: imports, runs, long lists.
//
// Whatever the work uses outlives the queue: an owner's last member, or ended
// first.
class WorkQueue {
 public:
  // `capacity`: how much may wait beside what is being done.
  WorkQueue(int threads, size_t capacity);
  // Does all that was taken, then ends.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // Takes `work` to be done in the order it came; false when too much waits.
  [[nodiscard]] bool TrySubmit(std::function<void()> work);

 private:
  void Serve();

  const size_t capacity_;
  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_WORK_QUEUE_H_
