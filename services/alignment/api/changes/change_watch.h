#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_WATCH_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_WATCH_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "absl/time/time.h"
#include "grpcpp/support/server_callback.h"
#include "plumbline/alignment/v1/change_service.pb.h"
#include "services/alignment/store/alignment_store.h"
#include "services/common/rpc/work_queue.h"

namespace plumbline::alignment {

// Everybody who watches changes. An idle watcher costs its stream and no
// thread: one thread for all looks now and then which run is published, since
// another process may publish, too.
class ChangeWatch {
 public:
  class Stream;

  // Both outlive the object and its streams.
  ChangeWatch(AlignmentStore& store, rpc::WorkQueue& queue,
              absl::Duration interval);
  // Close() comes first.
  ~ChangeWatch();
  ChangeWatch(const ChangeWatch&) = delete;
  ChangeWatch& operator=(const ChangeWatch&) = delete;

  // A stream of what the request asks for; it deletes itself.
  grpc::ServerWriteReactor<v1::WatchChangesResponse>* Watch(
      const v1::WatchChangesRequest& request);

  // A run was published here: all streams look at once.
  void Published();
  // Ends all streams, which come back with their cursors, and takes no more.
  void Close();

 private:
  friend class Stream;

  // False once closed.
  bool Join(const std::shared_ptr<Stream>& stream);
  void Leave(const std::shared_ptr<Stream>& stream);
  // A stream could not look, since too much else waited.
  void TryLater();
  void LookNowAndThen();
  // Without the lock held: a stream may come back to this object.
  void ForEach(const std::function<void(Stream&)>& work);

  AlignmentStore& store_;
  rpc::WorkQueue& queue_;
  const absl::Duration interval_;
  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable changed_;
  std::set<std::shared_ptr<Stream>> streams_;
  bool closed_ = false;
  bool look_ = false;       // A run was published here.
  bool try_again_ = false;  // Some stream could not look.
  std::thread looking_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_WATCH_H_
