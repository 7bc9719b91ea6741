#include "services/alignment/domain/scoring/quantities/row_comparison.h"

#include <algorithm>
#include <limits>
#include <utility>

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

namespace {

// The numbers from which on, and up to which, a row's are above and below a
// benchmark, and what the three places mean.
struct Cuts {
  int64_t above_from;
  int64_t below_to;
  Outcome above;
  Outcome below;
};

// Cuts as numbers of the row's own size. Those of four bytes have a mark of
// their own for a missing bound, and no number is so low as the lowest.
template <typename Number>
std::pair<Number, Number> CutsFor(const Cuts& cuts) {
  if constexpr (sizeof(Number) == sizeof(int64_t)) {
    return {cuts.above_from, cuts.below_to};
  } else {
    constexpr int64_t kLeast = std::numeric_limits<Number>::min();
    constexpr int64_t kMost = std::numeric_limits<Number>::max();
    return {static_cast<Number>(std::clamp(cuts.above_from, kLeast, kMost)),
            static_cast<Number>(std::clamp(cuts.below_to, kLeast, kMost - 1))};
  }
}

// Bits of an outcome: it may be a pass, it may be a fail.
constexpr uint8_t kEither = static_cast<uint8_t>(Outcome::kUnknown);
constexpr uint8_t kNothing = 0;
static_assert((static_cast<uint8_t>(Outcome::kPass) ^
               static_cast<uint8_t>(Outcome::kFail)) == kEither);

// One outcome for each occupation, without branches, so that compilers make it
// an instruction for many.
template <typename Low, typename High>
void CompareAll(const uint8_t* __restrict marks, const Low* __restrict lows,
                const High* __restrict highs, size_t count, const Cuts& cuts,
                Outcome* __restrict outcomes) {
  const Low above_from = CutsFor<Low>(cuts).first;
  const High below_to = CutsFor<High>(cuts).second;
  // What is not said takes nothing out of "may pass or fail".
  const auto not_above =
      static_cast<uint8_t>(kEither ^ static_cast<uint8_t>(cuts.above));
  const auto not_below =
      static_cast<uint8_t>(kEither ^ static_cast<uint8_t>(cuts.below));
  for (size_t i = 0; i < count; ++i) {
    const uint8_t if_below = highs[i] <= below_to ? not_below : kNothing;
    const uint8_t if_known = lows[i] >= above_from ? not_above : if_below;
    const uint8_t taken_out =
        (marks[i] & QuantityRow::kKnown) != 0 ? if_known : kNothing;
    outcomes[i] = static_cast<Outcome>(kEither ^ taken_out);
  }
}

}  // namespace

void RowComparison::Compare(Outcome* outcomes) const {
  const size_t count = row_.marks.size();
  // No number at all.
  if (row_.lows.empty()) {
    std::fill_n(outcomes, count, Outcome::kUnknown);
    return;
  }
  if (!is_whole_) {
    for (size_t i = 0; i < count; ++i)
      outcomes[i] =
          row_.Has(i, QuantityRow::kKnown) ? At(i) : Outcome::kUnknown;
    return;
  }
  const Cuts cuts{above_from_, below_to_, above_, below_};
  const auto compare = [&](const auto* lows, const auto* highs) {
    CompareAll(row_.marks.data(), lows, highs, count, cuts, outcomes);
  };
  row_.lows.Visit([&](const auto* lows) {
    if (row_.highs.empty())
      compare(lows, lows);
    else
      row_.highs.Visit([&](const auto* highs) { compare(lows, highs); });
  });
}

}  // namespace plumbline::alignment
