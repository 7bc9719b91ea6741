#ifndef PLUMBLINE_SERVICES_COMMON_STORAGE_CONNECTION_POOL_H_
#define PLUMBLINE_SERVICES_COMMON_STORAGE_CONNECTION_POOL_H_

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/storage/connection.h"

namespace plumbline::storage {

// One connection for writing and several for reading, lent to one thread at a
// time.
//
// Thread-safe. A thread holds at most one lease: one that holds the writer and
// asks for a reader would wait for itself where there are no readers of their
// own.
class ConnectionPool {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Connection>>()>;

  // A connection for as long as the lease lives. The pool outlives its leases.
  class Lease {
   public:
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    friend class ConnectionPool;
    Lease(ConnectionPool* pool, bool writer,
          std::unique_ptr<Connection> connection);

    ConnectionPool* pool_;
    bool writer_;
    std::unique_ptr<Connection> connection_;
  };

  // Opens 1 + `readers` connections. With `readers` = 0 the writer also reads:
  // the way for an in-memory database, which belongs to its connection.
  static absl::StatusOr<std::unique_ptr<ConnectionPool>> Open(
      const Opener& open, int readers);

  // Wait until the writer, or a reader, is free.
  Lease Writer();
  Lease Reader();

 private:
  ConnectionPool() = default;
  Lease Take(bool writer);
  void Return(bool writer, std::unique_ptr<Connection> connection);
  std::vector<std::unique_ptr<Connection>>& Free(bool writer);

  std::mutex mutex_;  // std, not base::Mutex: a condition variable waits on it.
  std::condition_variable returned_;
  bool shared_ = false;  // Readers take the writer.
  std::vector<std::unique_ptr<Connection>> writers_;
  std::vector<std::unique_ptr<Connection>> readers_;
};

}  // namespace plumbline::storage

#endif  // PLUMBLINE_SERVICES_COMMON_STORAGE_CONNECTION_POOL_H_
