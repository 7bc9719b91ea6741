#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_NUMBER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_NUMBER_H_

#include <compare>
#include <cstdint>
#include <optional>

#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

// The compiler's 128-bit integer: sums and products of published figures.
using Int128 = __int128;

// An exact number: a fraction with a positive denominator, not reduced. No
// verdict is reached in floating point.
struct Rational {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

// Which is larger, exactly and without overflow for any two fractions.
std::strong_ordering Compare(const Rational& a, const Rational& b);
// Groups are ranked by the million, and figures of a table share their
// denominator.
inline bool Less(const Rational& a, const Rational& b) {
  return a.denominator == b.denominator ? a.numerator < b.numerator
                                        : Compare(a, b) < 0;
}

Rational Add(const Rational& a, const Rational& b);

// The nearest integer, halves away from zero. For people, never for verdicts.
int64_t Round(const Rational& number);

// What is known of a number: it lies between two bounds, both included; without
// an upper bound it may be any number from `low` on. A published figure is both
// bounds, a top-coded one has no upper bound.
struct Interval {
  Rational low;
  std::optional<Rational> high;

  static Interval Exactly(Rational number) { return {number, number}; }
};

// The interval times `milli_percent` / 100,000, which is not negative.
Interval ShareOf(const Interval& interval, int32_t milli_percent);

// The sum of two intervals.
Interval Add(const Interval& a, const Interval& b);

// Whether every number of `measured` stands to every number of `benchmark` as
// the comparator says: pass, fail when none does, else unknown.
Outcome CompareIntervals(const Interval& measured, Comparator comparator,
                         const Interval& benchmark);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_NUMBER_H_
