#include "services/common/tabular/column_memory.h"

#include <sys/mman.h>

#include <cstdint>

namespace plumbline::tabular {
namespace {

constexpr size_t kLargePage = size_t{2} << 20;

size_t RoundUp(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

}  // namespace

ColumnMemory::ColumnMemory(size_t bytes) {
  if (bytes == 0) return;
  // Memory that would fill half a large page or less is better off in small
  // ones. Large ones start at multiples of their size.
  const bool large = bytes > kLargePage / 2;
  const size_t wanted = large ? RoundUp(bytes, kLargePage) + kLargePage : bytes;
  void* mapped = mmap(nullptr, wanted, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return;
  mapped_ = mapped;
  mapped_bytes_ = wanted;
  begin_ = static_cast<char*>(mapped);
  if (!large) return;
  const auto address = reinterpret_cast<uintptr_t>(mapped);
  begin_ += RoundUp(address, kLargePage) - address;
  // Only advice: where it is not taken, the pages are small.
  madvise(begin_, RoundUp(bytes, kLargePage), MADV_HUGEPAGE);
}

ColumnMemory::~ColumnMemory() {
  if (mapped_ != nullptr) munmap(mapped_, mapped_bytes_);
}

}  // namespace plumbline::tabular
