#ifndef PLUMBLINE_SERVICES_COMMON_BASE_LARGE_TABLE_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_LARGE_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace plumbline::base {

// Memory for tables of many megabytes that are read all over the place: pages
// of 2 MiB where the system has them, so that most of the processor's look-ups
// of an address need no further one. Smaller tables come from where all memory
// comes from.
template <typename T>
class LargePages {
 public:
  using value_type = T;

  LargePages() = default;
  template <typename Other>
  LargePages(const LargePages<Other>&) {}  // NOLINT(runtime/explicit)

  T* allocate(size_t count) {
    const size_t bytes = count * sizeof(T);
    const size_t large = LargeBytesOf(bytes);
    if (large == 0) return static_cast<T*>(::operator new(bytes));
    void* const memory =
        ::operator new(std::max(bytes, large), std::align_val_t(kPage));
#if defined(__linux__)
    // Small pages that the memory had before are given back. Where there are
    // no large ones, new small ones do.
    madvise(memory, large, MADV_DONTNEED);
    madvise(memory, large, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }

  void deallocate(T* memory, size_t count) {
    if (LargeBytesOf(count * sizeof(T)) == 0)
      ::operator delete(memory);
    else
      ::operator delete(memory, std::align_val_t(kPage));
  }

  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static constexpr size_t kPage = size_t{2} << 20;
  // So many go into large pages, of which no more than a quarter of one is left
  // empty.
  static constexpr size_t LargeBytesOf(size_t bytes) {
    return (bytes + kPage / 4) / kPage * kPage;
  }
};

template <typename T>
using LargeTable = std::vector<T, LargePages<T>>;

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_LARGE_TABLE_H_
