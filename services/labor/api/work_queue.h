#ifndef PLUMBLINE_SERVICES_LABOR_API_WORK_QUEUE_H_
#define PLUMBLINE_SERVICES_LABOR_API_WORK_QUEUE_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/status/status.h"

namespace plumbline::labor {

// One thread for work that takes long, so that imports and publications do not
// hold the threads that answer calls. They write; one at a time is enough.
class WorkQueue {
 public:
  WorkQueue() : thread_([this] { Run(); }) {}
  // Does what is still queued, then ends the thread.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // Takes `work` to be done after what came before; kUnavailable when too much
  // waits already.
  [[nodiscard]] absl::Status Add(std::function<void()> work);

 private:
  void Run();

  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::thread thread_;  // Last: it uses the others.
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_WORK_QUEUE_H_
