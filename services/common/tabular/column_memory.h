#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_COLUMN_MEMORY_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_COLUMN_MEMORY_H_

#include <cstddef>
#include <utility>

namespace plumbline::tabular {

// Memory for columns that are written from front to back: cleared, and from the
// system in its largest pages where it has such, since to be given the 15,000
// small pages of a large table costs as much as reading its numbers. What is
// never written to is never given.
class ColumnMemory {
 public:
  ColumnMemory() = default;
  // begin() is null when there is no memory.
  explicit ColumnMemory(size_t bytes);
  ~ColumnMemory();
  ColumnMemory(ColumnMemory&& other) noexcept { *this = std::move(other); }
  ColumnMemory& operator=(ColumnMemory&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(mapped_, other.mapped_);
    std::swap(mapped_bytes_, other.mapped_bytes_);
    return *this;
  }

  // Aligned to a cache line at least.
  char* begin() const { return begin_; }

 private:
  char* begin_ = nullptr;
  void* mapped_ = nullptr;
  size_t mapped_bytes_ = 0;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_COLUMN_MEMORY_H_
