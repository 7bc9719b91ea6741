#include "services/common/storage/connection_pool.h"

#include <utility>

#include "services/common/base/status_macros.h"

namespace plumbline::storage {

ConnectionPool::Lease::Lease(ConnectionPool* pool, bool writer,
                             std::unique_ptr<Connection> connection)
    : pool_(pool), writer_(writer), connection_(std::move(connection)) {}

ConnectionPool::Lease::Lease(Lease&& other) noexcept
    : pool_(std::exchange(other.pool_, nullptr)),
      writer_(other.writer_),
      connection_(std::move(other.connection_)) {}

ConnectionPool::Lease::~Lease() {
  if (pool_ != nullptr) pool_->Return(writer_, std::move(connection_));
}

absl::StatusOr<std::unique_ptr<ConnectionPool>> ConnectionPool::Open(
    const Opener& open, int readers) {
  std::unique_ptr<ConnectionPool> pool(new ConnectionPool());
  PLUMBLINE_ASSIGN_OR_RETURN(auto writer, open());
  pool->writers_.push_back(std::move(writer));
  pool->shared_ = readers == 0;
  for (int i = 0; i < readers; ++i) {
    PLUMBLINE_ASSIGN_OR_RETURN(auto reader, open());
    pool->readers_.push_back(std::move(reader));
  }
  return pool;
}

ConnectionPool::Lease ConnectionPool::Writer() { return Take(true); }

ConnectionPool::Lease ConnectionPool::Reader() { return Take(shared_); }

std::vector<std::unique_ptr<Connection>>& ConnectionPool::Free(bool writer) {
  return writer ? writers_ : readers_;
}

ConnectionPool::Lease ConnectionPool::Take(bool writer) {
  std::unique_lock<std::mutex> lock(mutex_);
  auto& free = Free(writer);
  returned_.wait(lock, [&free] { return !free.empty(); });
  std::unique_ptr<Connection> connection = std::move(free.back());
  free.pop_back();
  return Lease(this, writer, std::move(connection));
}

void ConnectionPool::Return(bool writer,
                            std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    Free(writer).push_back(std::move(connection));
  }
  // Threads wait for either kind on the one condition, so all of them look.
  returned_.notify_all();
}

}  // namespace plumbline::storage
