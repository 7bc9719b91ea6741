#ifndef PLUMBLINE_SERVICES_COMMON_BASE_PARALLEL_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_PARALLEL_H_

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace plumbline::base {

// Calls `work(begin, end)` for parts of [0, count) on up to `threads` threads,
// the caller's among them, and returns when all are done. Each part writes only
// what is its own, so results do not depend on the number of threads.
template <typename Work>
void ForRanges(size_t count, int threads, const Work& work) {
  const size_t parts = std::clamp<size_t>(
      static_cast<size_t>(std::max(threads, 1)), 1, std::max<size_t>(count, 1));
  std::vector<std::thread> running;
  for (size_t part = 1; part < parts; ++part)
    running.emplace_back([&work, count, part, parts] {
      work(count * part / parts, count * (part + 1) / parts);
    });
  work(0, count / parts);
  for (std::thread& thread : running) thread.join();
}

// As ForRanges, but in blocks of `size`, each taken by whichever thread is
// free: none waits for another that was held up. Each thread calls `work(take)`
// once; `take(&begin, &end)` is false when no block is left.
template <typename Work>
void ForBlocks(size_t count, size_t size, int threads, const Work& work) {
  std::atomic<size_t> next = 0;
  const auto take = [&next, count, size](size_t* begin, size_t* end) {
    *begin = std::min(next.fetch_add(size), count);
    *end = std::min(*begin + size, count);
    return *begin < *end;
  };
  const auto each = static_cast<size_t>(std::max(threads, 1));
  ForRanges(each, threads, [&](size_t, size_t) { work(take); });
}

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_PARALLEL_H_
