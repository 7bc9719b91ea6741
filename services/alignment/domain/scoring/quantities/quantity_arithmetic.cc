#include "services/alignment/domain/scoring/quantities/quantity_arithmetic.h"

#include <cmath>

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;
using vocabulary::Measure;

Rational Divide(const Rational& a, const Rational& b) {
  return {a.numerator * b.denominator, a.denominator * b.numerator};
}

// The constant yearly rate that compounds to `milli_percent` over `years`, cut
// to a millionth of a percent. IEEE double and the C library's pow give the
// same bits wherever the service runs; nothing is fused or reordered.
Rational CompoundYearly(int64_t milli_percent, uint32_t years) {
  const double factor = 1.0 + static_cast<double>(milli_percent) / 100000.0;
  if (factor <= 0) return {-100000, 1};
  const double yearly =
      std::pow(factor, 1.0 / static_cast<double>(years)) - 1.0;
  // A millionth of a percent is a thousandth of a thousandth of a percent.
  return {static_cast<Int128>(std::floor(yearly * 1e8)), 1000};
}

}  // namespace

std::optional<Interval> IntervalOf(const vocabulary::Figure& figure,
                                   int64_t divisor) {
  if (!figure.HasValue()) return std::nullopt;
  const Rational number{figure.value, divisor};
  if (figure.status == FigureStatus::kTopCoded)
    return Interval{number, std::nullopt};
  return Interval::Exactly(number);
}

std::optional<Interval> DivideIntervals(const Interval& a, const Interval& b) {
  if (b.low.numerator <= 0 || a.low.numerator < 0) return std::nullopt;
  Interval ratio;
  // A denominator without an upper bound brings the ratio as near to 0 as can
  // be.
  if (b.high) ratio.low = Divide(a.low, *b.high);
  if (a.high) ratio.high = Divide(*a.high, b.low);
  return ratio;
}

std::optional<Interval> ShareOfWhole(const Interval& part,
                                     const Interval& whole) {
  std::optional<Interval> share = DivideIntervals(part, whole);
  if (!share) return share;
  share->low.numerator *= 100000;
  if (share->high) share->high->numerator *= 100000;
  return share;
}

Rational YearlyRate(Quantity::YearlyMethod method, int64_t milli_percent,
                    uint32_t years) {
  return method == Quantity::YearlyMethod::kCompound
             ? CompoundYearly(milli_percent, years)
             : Rational{milli_percent, static_cast<Int128>(years)};
}

std::optional<Measure> NextPercentile(Measure measure) {
  if (measure == Measure::kAnnualP75) return Measure::kAnnualP90;
  if (measure == Measure::kHourlyP75) return Measure::kHourlyP90;
  return std::nullopt;
}

bool MayBeElsewhere(FigureStatus status) {
  return status == FigureStatus::kWithheld ||
         status == FigureStatus::kNotPublished ||
         status == FigureStatus::kWrongVintage;
}

}  // namespace plumbline::alignment
