#include "services/alignment/domain/policy/number.h"

#include <utility>

namespace plumbline::alignment {
namespace {

constexpr Int128 kMax64 = 0x7FFFFFFFFFFFFFFF;

bool Fits64(Int128 number) { return number <= kMax64 && number >= -kMax64; }

struct Division {
  Int128 quotient;
  Int128 remainder;
};

// Rounds towards minus infinity, so that the remainder is never negative.
Division FloorDivide(Int128 a, Int128 b) {
  Division division{a / b, a % b};
  if (division.remainder < 0) {
    division.quotient -= 1;
    division.remainder += b;
  }
  return division;
}

std::strong_ordering Order(Int128 a, Int128 b) {
  if (a < b) return std::strong_ordering::less;
  return a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::strong_ordering Opposite(std::strong_ordering order) {
  if (order == std::strong_ordering::equal) return order;
  return order == std::strong_ordering::less ? std::strong_ordering::greater
                                             : std::strong_ordering::less;
}

// Compares digit by digit of the continued fractions: nothing is multiplied.
std::strong_ordering CompareByDivision(Rational a, Rational b) {
  bool flipped = false;
  while (true) {
    const Division x = FloorDivide(a.numerator, a.denominator);
    const Division y = FloorDivide(b.numerator, b.denominator);
    std::strong_ordering order = Order(x.quotient, y.quotient);
    if (order == std::strong_ordering::equal &&
        (x.remainder == 0 || y.remainder == 0)) {
      order = Order(x.remainder == 0 ? 0 : 1, y.remainder == 0 ? 0 : 1);
      return flipped ? Opposite(order) : order;
    }
    if (order != std::strong_ordering::equal)
      return flipped ? Opposite(order) : order;
    a = {a.denominator, x.remainder};
    b = {b.denominator, y.remainder};
    flipped = !flipped;
  }
}

Int128 GreatestCommonDivisor(Int128 a, Int128 b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a;
}

}  // namespace

Rational Add(const Rational& a, const Rational& b) {
  if (a.denominator == b.denominator)
    return {a.numerator + b.numerator, a.denominator};
  const Int128 common = GreatestCommonDivisor(a.denominator, b.denominator);
  const Int128 scale_a = b.denominator / common;
  const Int128 scale_b = a.denominator / common;
  return {a.numerator * scale_a + b.numerator * scale_b,
          a.denominator * scale_a};
}

Interval Add(const Interval& a, const Interval& b) {
  Interval sum{Add(a.low, b.low), std::nullopt};
  if (a.high && b.high) sum.high = Add(*a.high, *b.high);
  return sum;
}

std::strong_ordering Compare(const Rational& a, const Rational& b) {
  if (a.denominator == b.denominator) return Order(a.numerator, b.numerator);
  if (Fits64(a.numerator) && Fits64(b.numerator) && Fits64(a.denominator) &&
      Fits64(b.denominator))
    return Order(a.numerator * b.denominator, b.numerator * a.denominator);
  return CompareByDivision(a, b);
}

int64_t Round(const Rational& number) {
  const bool negative = number.numerator < 0;
  const Int128 size = negative ? -number.numerator : number.numerator;
  Int128 rounded = size / number.denominator;
  const Int128 rest = size % number.denominator;
  if (rest >= number.denominator - rest) rounded += 1;
  if (rounded > kMax64) rounded = kMax64;
  return static_cast<int64_t>(negative ? -rounded : rounded);
}

Interval ShareOf(const Interval& interval, int32_t milli_percent) {
  const auto scaled = [&](const Rational& number) {
    return Rational{number.numerator * milli_percent,
                    number.denominator * 100000};
  };
  Interval share{scaled(interval.low), std::nullopt};
  if (interval.high) share.high = scaled(*interval.high);
  return share;
}

namespace {

// Whether `a` is above `b` (or at it, when `or_equal`).
Outcome Above(const Interval& a, const Interval& b, bool or_equal) {
  if (b.high) {
    const auto order = Compare(a.low, *b.high);
    if (order > 0 || (or_equal && order == 0)) return Outcome::kPass;
  }
  if (a.high) {
    const auto order = Compare(*a.high, b.low);
    if (order < 0 || (!or_equal && order == 0)) return Outcome::kFail;
  }
  return Outcome::kUnknown;
}

}  // namespace

Outcome CompareIntervals(const Interval& measured, Comparator comparator,
                         const Interval& benchmark) {
  switch (comparator) {
    case Comparator::kGreaterThan:
      return Above(measured, benchmark, false);
    case Comparator::kAtLeast:
      return Above(measured, benchmark, true);
    case Comparator::kLessThan:
      return Above(benchmark, measured, false);
    case Comparator::kAtMost:
      return Above(benchmark, measured, true);
    case Comparator::kUnspecified:
      break;
  }
  return Outcome::kUnknown;
}

}  // namespace plumbline::alignment
