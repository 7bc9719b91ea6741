#ifndef PLUMBLINE_SERVICES_COMMON_BASE_UNIQUE_NUMBER_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_UNIQUE_NUMBER_H_

#include <atomic>
#include <cstdint>

namespace plumbline::base {

// A number above 0 that no call of this process has returned before, by which
// what is kept elsewhere is known again. Thread-safe.
inline uint64_t UniqueNumber() {
  static std::atomic<uint64_t> last = 0;
  return ++last;
}

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_UNIQUE_NUMBER_H_
