#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_KEPT_ROWS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_KEPT_ROWS_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"

namespace plumbline::alignment {

// Rows that always come out the same, each worked out when it is first asked
// for and kept. Any thread may ask: two that ask at once both work it out, and
// one of the two equal rows is kept.
template <typename T>
class KeptRows {
 public:
  // Each row has `width` places.
  KeptRows(size_t rows, size_t width) : width_(width), rows_(rows) {}
  KeptRows(const KeptRows&) = delete;
  KeptRows& operator=(const KeptRows&) = delete;
  ~KeptRows() {
    for (std::atomic<T*>& row : rows_) delete[] row.load();
  }

  absl::Span<const T> Get(size_t at,
                          absl::FunctionRef<void(absl::Span<T>)> fill) const {
    std::atomic<T*>& row = rows_[at];
    if (const T* kept = row.load(std::memory_order_acquire))
      return {kept, width_};
    auto filled = std::make_unique<T[]>(width_);
    fill({filled.get(), width_});
    T* none = nullptr;
    if (row.compare_exchange_strong(none, filled.get(),
                                    std::memory_order_acq_rel))
      return {filled.release(), width_};
    return {none, width_};
  }

 private:
  size_t width_;
  mutable std::vector<std::atomic<T*>> rows_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_TEXT_KEPT_ROWS_H_
