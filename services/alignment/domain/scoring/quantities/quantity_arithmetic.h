#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ARITHMETIC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ARITHMETIC_H_

#include <cstdint>
#include <optional>

#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/quantity.h"
#include "services/common/vocabulary/figure.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

// How printed figures become the number of a quantity, whether they are read
// one by one or a row at a time.

// What is known of a printed figure, a total over `divisor` years.
std::optional<Interval> IntervalOf(const vocabulary::Figure& figure,
                                   int64_t divisor);

// A ratio of two figures, neither of which may be negative. Nothing when the
// denominator may be 0.
std::optional<Interval> DivideIntervals(const Interval& a, const Interval& b);

// A part of a whole in thousandths of a percent; nothing as above.
std::optional<Interval> ShareOfWhole(const Interval& part,
                                     const Interval& whole);

// A change of `milli_percent` over `years`, which are not 0, made yearly: its
// part for each year, or the constant rate that compounds to it.
Rational YearlyRate(Quantity::YearlyMethod method, int64_t milli_percent,
                    uint32_t years);

// The percentile above an upper quartile; nothing for other measures.
std::optional<vocabulary::Measure> NextPercentile(vocabulary::Measure measure);

// Whether a figure that is missing for this reason may be borrowed from a
// larger region.
bool MayBeElsewhere(vocabulary::FigureStatus status);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ARITHMETIC_H_
