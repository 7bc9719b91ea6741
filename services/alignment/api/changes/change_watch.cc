#include "services/alignment/api/changes/change_watch.h"

#include <string>
#include <utility>
#include <vector>

#include "services/alignment/api/changes/change_listing.h"
#include "services/common/base/error.h"
#include "services/common/rpc/status.h"

namespace plumbline::alignment {
namespace {

constexpr int kChangesInAnAnswer = 100;
constexpr absl::Duration kRest = absl::Milliseconds(50);

grpc::Status Stopping() {
  return rpc::ToGrpcStatus(base::Error(
      absl::StatusCode::kUnavailable, base::reason::kUpstreamUnavailable,
      "the service is stopping: come back with the last cursor"));
}

}  // namespace

// One watcher. Looks for changes on a thread of the queue, one answer at a
// time; between answers nothing runs for it.
class ChangeWatch::Stream
    : public grpc::ServerWriteReactor<v1::WatchChangesResponse>,
      public std::enable_shared_from_this<Stream> {
 public:
  Stream(ChangeWatch& watch, v1::WatchChangesRequest request)
      : watch_(watch), request_(std::move(request)) {}

  void Wake() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (ending_) return;
      again_ = true;
      if (busy_) return;
      busy_ = true;
    }
    LookOnQueue();
  }

  // Looks now, if it could not before.
  void TryAgain() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (ending_ || busy_ || !again_) return;
      busy_ = true;
    }
    LookOnQueue();
  }

  void End(grpc::Status status) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (ending_) return;
      ending_ = true;
      status_ = std::move(status);
      if (busy_) return;  // What is under way ends it.
    }
    Finish(status_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) End(grpc::Status::CANCELLED);
    GoOn();
  }
  void OnCancel() override { End(grpc::Status::CANCELLED); }
  void OnDone() override { watch_.Leave(shared_from_this()); }

 private:
  void LookOnQueue() {
    auto self = shared_from_this();
    if (watch_.queue_.TrySubmit([self] { self->Look(); })) return;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      busy_ = false;
      again_ = true;
      if (!ending_) {
        watch_.TryLater();
        return;
      }
    }
    Finish(status_);
  }

  void Look() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      again_ = false;
    }
    auto page = Next();
    if (!page.ok()) {
      End(rpc::ToGrpcStatus(page.status()));
      GoOn();
      return;
    }
    if (page->more()) {
      const std::lock_guard<std::mutex> lock(mutex_);
      again_ = true;
    }
    if (page->changes().empty() && page->cursor() == answer_.cursor()) {
      GoOn();
      return;
    }
    *answer_.mutable_changes() = std::move(*page->mutable_changes());
    answer_.set_cursor(page->cursor());
    StartWrite(&answer_);
  }

  absl::StatusOr<v1::ListChangesResponse> Next() {
    auto query = ReadChangeFilter(request_.filter());
    if (!query.ok()) return query.status();
    auto place = ReadCursor(watch_.store_, request_.cursor());
    if (!place.ok()) return place.status();
    query->after = *place;
    query->limit = kChangesInAnAnswer;
    auto page = NextChanges(watch_.store_, *query);
    if (page.ok()) request_.set_cursor(page->cursor());
    return page;
  }

  // After an answer: ends, looks again, or rests.
  void GoOn() {
    bool ended = false;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ended = ending_;
      if (!ending_ && !again_) busy_ = false;
      if (!ending_ && !busy_) return;
    }
    if (ended) {
      Finish(status_);
    } else {
      LookOnQueue();
    }
  }

  ChangeWatch& watch_;
  // The cursor moves on with each answer.
  v1::WatchChangesRequest request_;
  v1::WatchChangesResponse answer_;
  std::mutex mutex_;
  bool busy_ = false;    // It looks or writes.
  bool again_ = false;   // There may be more.
  bool ending_ = false;  // Finish() was called, or is when it is not busy.
  grpc::Status status_;
};

ChangeWatch::ChangeWatch(AlignmentStore& store, rpc::WorkQueue& queue,
                         absl::Duration interval)
    : store_(store), queue_(queue), interval_(interval) {
  looking_ = std::thread([this] { LookNowAndThen(); });
}

ChangeWatch::~ChangeWatch() {
  Close();
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return streams_.empty(); });
}

grpc::ServerWriteReactor<v1::WatchChangesResponse>* ChangeWatch::Watch(
    const v1::WatchChangesRequest& request) {
  auto stream = std::make_shared<Stream>(*this, request);
  if (Join(stream)) {
    stream->Wake();
  } else {
    stream->End(Stopping());
  }
  return stream.get();
}

void ChangeWatch::Published() {
  const std::lock_guard<std::mutex> lock(mutex_);
  look_ = true;
  changed_.notify_all();
}

void ChangeWatch::Close() {
  std::set<std::shared_ptr<Stream>> streams;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    streams = streams_;
  }
  changed_.notify_all();
  for (const auto& stream : streams) stream->End(Stopping());
  if (looking_.joinable()) looking_.join();
}

bool ChangeWatch::Join(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard<std::mutex> lock(mutex_);
  // Kept also when closed: gRPC uses it until OnDone().
  streams_.insert(stream);
  return !closed_;
}

void ChangeWatch::Leave(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard<std::mutex> lock(mutex_);
  streams_.erase(stream);
  changed_.notify_all();
}

void ChangeWatch::TryLater() {
  const std::lock_guard<std::mutex> lock(mutex_);
  try_again_ = true;
  changed_.notify_all();
}

void ChangeWatch::LookNowAndThen() {
  int64_t seen = 0;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!closed_) {
    changed_.wait_for(lock, absl::ToChronoMilliseconds(interval_),
                      [this] { return closed_ || look_ || try_again_; });
    const bool look = std::exchange(look_, false);
    // What waits in the queue gets time to be done.
    if (!look && try_again_)
      changed_.wait_for(lock, absl::ToChronoMilliseconds(kRest),
                        [this] { return closed_ || look_; });
    const bool again = std::exchange(try_again_, false);
    lock.unlock();
    const auto published = store_.PublishedRun();
    if (look || (published.ok() && *published != seen)) {
      ForEach([](Stream& stream) { stream.Wake(); });
    } else if (again) {
      ForEach([](Stream& stream) { stream.TryAgain(); });
    }
    if (published.ok()) seen = *published;
    lock.lock();
  }
}

void ChangeWatch::ForEach(const std::function<void(Stream&)>& work) {
  std::set<std::shared_ptr<Stream>> streams;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    streams = streams_;
  }
  for (const auto& stream : streams) work(*stream);
}

}  // namespace plumbline::alignment
