#include "services/common/tabular/unpack_ahead.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace plumbline::tabular {
namespace {

// Pieces on their way from one thread to another. std::mutex because
// base::Mutex has no condition variable to go with it.
class ChunkRing {
 public:
  // For the writer: waits for room. Cancelled when the reader wants no more.
  absl::Status Push(absl::string_view chunk) {
    std::unique_lock lock(mutex_);
    changed_.wait(
        lock, [this] { return closed_ || written_ - read_ < slots_.size(); });
    if (closed_) return absl::CancelledError("the reader stopped");
    std::string& slot = slots_[written_ % slots_.size()];
    lock.unlock();
    slot.assign(chunk.data(), chunk.size());
    lock.lock();
    ++written_;
    changed_.notify_all();
    return absl::OkStatus();
  }

  // For the writer: says how it ended.
  void Finish(absl::Status status) {
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(status);
    changed_.notify_all();
  }

  // For the reader: the next piece, valid until Pop; nothing when the writer
  // has finished.
  std::optional<absl::string_view> Front() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock,
                  [this] { return outcome_.has_value() || written_ > read_; });
    if (written_ == read_) return std::nullopt;
    return slots_[read_ % slots_.size()];
  }

  void Pop() {
    const std::lock_guard lock(mutex_);
    ++read_;
    changed_.notify_all();
  }

  // For the reader: wants no more.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  // How the writer ended; only after Front gave nothing.
  absl::Status outcome() {
    const std::lock_guard lock(mutex_);
    return *outcome_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::array<std::string, 16> slots_;
  size_t written_ = 0;
  size_t read_ = 0;
  bool closed_ = false;
  std::optional<absl::Status> outcome_;
};

absl::Status Drain(ChunkRing* ring, ChunkSink sink) {
  while (const auto chunk = ring->Front()) {
    if (absl::Status status = sink(*chunk); !status.ok()) return status;
    ring->Pop();
  }
  return ring->outcome();
}

std::optional<std::thread> StartThread(absl::FunctionRef<void()> work) {
  try {
    return std::thread(work);
  } catch (const std::system_error&) {
    return std::nullopt;
  }
}

}  // namespace

absl::Status StreamEntryAhead(const ZipArchive& archive,
                              absl::string_view entry, ChunkSink sink) {
  ChunkRing ring;
  const auto unpack = [&] {
    ring.Finish(archive.StreamEntry(
        entry, [&](absl::string_view chunk) { return ring.Push(chunk); }));
  };
  std::optional<std::thread> thread = StartThread(unpack);
  if (!thread) return archive.StreamEntry(entry, sink);
  absl::Status status = Drain(&ring, sink);
  ring.Close();
  thread->join();
  return status;
}

}  // namespace plumbline::tabular
