#ifndef PLUMBLINE_SERVICES_COMMON_BASE_MUTEX_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_MUTEX_H_

#include <mutex>

#include "absl/base/thread_annotations.h"

namespace plumbline::base {

// A std::mutex with Abseil's thread annotations.
//
// absl::Mutex of Debian's build makes ThreadSanitizer report races in correct
// code; std::mutex does not, and with the annotations clang's -Wthread-safety
// still finds an unlocked access.
class ABSL_LOCKABLE Mutex {
 public:
  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() { mutex_.lock(); }
  void Unlock() ABSL_UNLOCK_FUNCTION() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

// Holds a Mutex for its own lifetime.
class ABSL_SCOPED_LOCKABLE MutexLock {
 public:
  explicit MutexLock(Mutex* mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex)
      : mutex_(mutex) {
    mutex_->Lock();
  }
  ~MutexLock() ABSL_UNLOCK_FUNCTION() { mutex_->Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex* const mutex_;
};

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_MUTEX_H_
