#include "services/alignment/domain/scoring/row_comparison.h"

#include <algorithm>

namespace plumbline::alignment {
namespace {

// Above every numerator of a row and below the mark of a missing bound.
constexpr Int128 kBeyond = Int128{1} << 62;

bool Fits(const Rational& number) {
  return number.numerator < kBeyond && number.numerator > -kBeyond &&
         number.denominator < kBeyond;
}

Int128 Floor(const Rational& number) {
  const Int128 quotient = number.numerator / number.denominator;
  return number.numerator % number.denominator < 0 ? quotient - 1 : quotient;
}

Int128 Ceiling(const Rational& number) {
  return -Floor({-number.numerator, number.denominator});
}

int64_t Clamp(Int128 number) {
  return static_cast<int64_t>(std::clamp<Int128>(number, -kBeyond, kBeyond));
}

Rational Times(const Rational& number, int64_t factor) {
  return {number.numerator * factor, number.denominator};
}

}  // namespace

RowComparison::RowComparison(const QuantityRow& row, Comparator comparator,
                             const Interval& benchmark)
    : row_(row), comparator_(comparator), benchmark_(benchmark) {
  is_whole_ = row.is_uniform() && Fits(benchmark.low) &&
              (!benchmark.high || Fits(*benchmark.high));
  if (!is_whole_) return;
  // What equals the benchmark is not above it under these two.
  const bool equal_is_below = comparator == Comparator::kGreaterThan ||
                              comparator == Comparator::kAtMost;
  const bool wants_above = comparator == Comparator::kGreaterThan ||
                           comparator == Comparator::kAtLeast;
  above_ = wants_above ? Outcome::kPass : Outcome::kFail;
  below_ = wants_above ? Outcome::kFail : Outcome::kPass;
  const Rational low = Times(benchmark.low, row.denominator);
  below_to_ = Clamp(equal_is_below ? Floor(low) : Ceiling(low) - 1);
  above_from_ = Clamp(kBeyond);
  if (!benchmark.high) return;
  const Rational high = Times(*benchmark.high, row.denominator);
  above_from_ = Clamp(equal_is_below ? Floor(high) + 1 : Ceiling(high));
}

void RowComparison::Compare(std::vector<Outcome>* outcomes) const {
  const size_t count = row_.marks.size();
  // No number at all.
  if (row_.lows.empty()) return;
  if (!is_whole_) {
    for (size_t i = 0; i < count; ++i) {
      if (row_.Has(i, QuantityRow::kKnown)) (*outcomes)[i] = At(i);
    }
    return;
  }
  const int64_t* lows = row_.lows.data();
  const int64_t* highs = row_.highs.empty() ? lows : row_.highs.data();
  for (size_t i = 0; i < count; ++i) {
    const Outcome outcome = Against(lows[i], highs[i]);
    (*outcomes)[i] =
        row_.Has(i, QuantityRow::kKnown) ? outcome : Outcome::kUnknown;
  }
}

}  // namespace plumbline::alignment
