#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_COUNT_RANGE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_COUNT_RANGE_H_

#include <cstdint>
#include <optional>

namespace plumbline::alignment {

// What is known of a count: it lies between two bounds, both included; without
// an upper bound it may be any number from `low` on.
struct CountRange {
  int64_t low = 0;
  std::optional<int64_t> high = 0;

  static constexpr CountRange Exactly(int64_t count) { return {count, count}; }
  static constexpr CountRange AtLeast(int64_t count) {
    return {count, std::nullopt};
  }
  constexpr bool exact() const { return high.has_value() && *high == low; }
  constexpr CountRange& operator+=(const CountRange& other) {
    low += other.low;
    const bool bounded = high.has_value() && other.high.has_value();
    high = bounded ? std::optional<int64_t>(*high + *other.high) : std::nullopt;
    return *this;
  }
  friend constexpr bool operator==(const CountRange&,
                                   const CountRange&) = default;
};

// A difference of two counts; a side without a number has no bound.
struct GapRange {
  std::optional<int64_t> low;
  std::optional<int64_t> high;
  friend constexpr bool operator==(const GapRange&, const GapRange&) = default;
};

// What `a` - `b` may be.
constexpr GapRange Difference(const CountRange& a, const CountRange& b) {
  GapRange gap;
  if (b.high.has_value()) gap.low = a.low - *b.high;
  if (a.high.has_value()) gap.high = *a.high - b.low;
  return gap;
}

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SUPPLY_COUNT_RANGE_H_
