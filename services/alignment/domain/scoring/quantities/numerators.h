#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_NUMERATORS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_NUMERATORS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/span.h"

namespace plumbline::alignment {

// Whole numbers by occupation, of four bytes where all of them fit, which is
// nearly always so: rows of figures are read over and over, and half the bytes
// take half the time.
class Numerators {
 public:
  // No number: an upper end without a bound, above all others.
  static constexpr int64_t kNoBound = std::numeric_limits<int64_t>::max();
  // The same among numbers of four bytes.
  static constexpr int32_t kNarrowNoBound = std::numeric_limits<int32_t>::max();

  Numerators() = default;
  explicit Numerators(absl::Span<const int64_t> numbers) {
    // Without leaving early, so that many are looked at in one instruction.
    bool fit = true;
    for (const int64_t number : numbers) fit &= FitsNarrow(number);
    if (!fit) {
      wide_.assign(numbers.begin(), numbers.end());
      return;
    }
    narrow_.resize(numbers.size());
    for (size_t i = 0; i < numbers.size(); ++i)
      narrow_[i] =
          static_cast<int32_t>(std::min<int64_t>(numbers[i], kNarrowNoBound));
  }

  bool empty() const { return narrow_.empty() && wide_.empty(); }
  int64_t operator[](size_t i) const {
    if (narrow_.empty()) return wide_[i];
    return narrow_[i] == kNarrowNoBound ? kNoBound : narrow_[i];
  }

  // Calls `read` with the first of the numbers, as they are held.
  template <typename Read>
  void Visit(const Read& read) const {
    if (narrow_.empty())
      read(wide_.data());
    else
      read(narrow_.data());
  }

 private:
  static bool FitsNarrow(int64_t number) {
    return (number < kNarrowNoBound && number > -kNarrowNoBound) ||
           number == kNoBound;
  }

  std::vector<int32_t> narrow_;
  std::vector<int64_t> wide_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_NUMERATORS_H_
