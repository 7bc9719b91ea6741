#include "services/alignment/domain/supply/shares.h"

#include <algorithm>
#include <numeric>

namespace plumbline::alignment {
namespace {

using Wide = __int128;

// Of a whole: numerator / denominator.
struct Fraction {
  int64_t numerator = 0;
  int64_t denominator = 1;
};

int64_t Floor(int64_t total, const Fraction& share) {
  return static_cast<int64_t>(Wide{total} * share.numerator /
                              share.denominator);
}

int64_t Ceiling(int64_t total, const Fraction& share) {
  return static_cast<int64_t>(
      (Wide{total} * share.numerator + share.denominator - 1) /
      share.denominator);
}

// Weights over all sharers.
struct Sums {
  int64_t low = 0;
  // Of those that have an upper bound.
  int64_t high = 0;
  int64_t unbounded = 0;
  int64_t sizes = 0;
  bool exact = true;
};

Sums SumOf(absl::Span<const Sharer> sharers) {
  Sums sums;
  for (const Sharer& sharer : sharers) {
    sums.low += sharer.weight.low;
    sums.high += sharer.weight.high.value_or(0);
    sums.unbounded += sharer.weight.high.has_value() ? 0 : 1;
    sums.sizes += sharer.size;
    sums.exact = sums.exact && sharer.weight.exact();
  }
  return sums;
}

std::vector<CountRange> DivideExactly(int64_t total,
                                      absl::Span<const Sharer> sharers,
                                      const Sums& sums) {
  const bool by_size = sums.low == 0;
  const int64_t whole = by_size ? sums.sizes : sums.low;
  std::vector<int64_t> parts(sharers.size());
  std::vector<int64_t> remainders(sharers.size());
  int64_t rest = total;
  for (size_t i = 0; i < sharers.size(); ++i) {
    const int64_t weight = by_size ? sharers[i].size : sharers[i].weight.low;
    parts[i] = Floor(total, {weight, whole});
    remainders[i] = static_cast<int64_t>(Wide{total} * weight % whole);
    rest -= parts[i];
  }
  std::vector<uint32_t> order(sharers.size());
  std::iota(order.begin(), order.end(), 0u);
  if (rest > 0) {
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return remainders[a] > remainders[b];
    });
  }
  for (int64_t i = 0; i < rest; ++i) ++parts[order[static_cast<size_t>(i)]];
  std::vector<CountRange> exact;
  exact.reserve(parts.size());
  for (const int64_t part : parts) exact.push_back(CountRange::Exactly(part));
  return exact;
}

// The smallest share: the least of its own weight against the most of others.
Fraction SmallestShare(const Sharer& sharer, const Sums& sums) {
  const bool others_unbounded =
      sums.unbounded > (sharer.weight.high.has_value() ? 0 : 1);
  const int64_t others = sums.high - sharer.weight.high.value_or(0);
  const int64_t own = sharer.weight.low;
  if (others_unbounded || (own == 0 && others > 0)) return {0, 1};
  // Without others' weights and its own, all weights may be 0.
  if (own == 0) return {sharer.size, sums.sizes};
  return {own, own + others};
}

// The largest share: the most of its own weight against the least of others.
Fraction LargestShare(const Sharer& sharer, const Sums& sums) {
  if (!sharer.weight.high.has_value()) return {1, 1};
  const int64_t own = *sharer.weight.high;
  const int64_t others = sums.low - sharer.weight.low;
  if (own > 0) return {own, own + others};
  return others > 0 ? Fraction{0, 1} : Fraction{sharer.size, sums.sizes};
}

}  // namespace

std::vector<CountRange> Divide(const CountRange& total,
                               absl::Span<const Sharer> sharers) {
  const Sums sums = SumOf(sharers);
  if (total.exact() && sums.exact) {
    return DivideExactly(total.low, sharers, sums);
  }
  std::vector<CountRange> parts;
  parts.reserve(sharers.size());
  for (const Sharer& sharer : sharers) {
    CountRange part =
        CountRange::AtLeast(Floor(total.low, SmallestShare(sharer, sums)));
    const Fraction most = LargestShare(sharer, sums);
    if (most.numerator == 0) {
      part.high = 0;
    } else if (total.high.has_value()) {
      part.high = Ceiling(*total.high, most);
    }
    parts.push_back(part);
  }
  return parts;
}

}  // namespace plumbline::alignment
