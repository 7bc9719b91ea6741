#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KEPT_ROWS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KEPT_ROWS_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"

namespace plumbline::alignment {

// Rows of numbers that always come out the same, each worked out when it is
// first asked for and kept. Any thread may ask: two that ask at once both work
// it out, and one of the two equal rows is kept.
class KeptRows {
 public:
  KeptRows(size_t rows, size_t numbers) : numbers_(numbers), rows_(rows) {}
  KeptRows(const KeptRows&) = delete;
  KeptRows& operator=(const KeptRows&) = delete;
  ~KeptRows() {
    for (std::atomic<float*>& row : rows_) delete[] row.load();
  }

  absl::Span<const float> Get(
      size_t at, absl::FunctionRef<void(absl::Span<float>)> fill) const {
    std::atomic<float*>& row = rows_[at];
    if (const float* kept = row.load(std::memory_order_acquire))
      return {kept, numbers_};
    auto filled = std::make_unique<float[]>(numbers_);
    fill({filled.get(), numbers_});
    float* none = nullptr;
    if (row.compare_exchange_strong(none, filled.get(),
                                    std::memory_order_acq_rel))
      return {filled.release(), numbers_};
    return {none, numbers_};
  }

 private:
  size_t numbers_;
  mutable std::vector<std::atomic<float*>> rows_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KEPT_ROWS_H_
