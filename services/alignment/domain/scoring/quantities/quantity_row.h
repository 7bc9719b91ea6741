#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ROW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ROW_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/quantity.h"
#include "services/alignment/domain/scoring/quantities/numerators.h"

namespace plumbline::alignment {

// MeasureWithin of every occupation in one place, in columns: what verdicts
// need of it, and nothing of where it is printed.
struct QuantityRow {
  enum Mark : uint8_t {
    // There is a number.
    kKnown = 1,
    // There is none, and a larger region may lend it.
    kMayBeElsewhere = 2,
    // The figure itself, or the numerator, is published and not a bound.
    kPublished = 4,
    // It counts among the occupations of the place: known, and not one more
    // occupation of a combined code that has been counted.
    kCounts = 8,
    // The number does not fit: it has to be measured one by one.
    kLarge = 16,
  };
  // The upper end of a number without an upper bound.
  static constexpr int64_t kNoBound = Numerators::kNoBound;

  bool Has(size_t occupation, Mark mark) const {
    return (marks[occupation] & mark) != 0;
  }
  // Whether one denominator is that of all numbers.
  bool is_uniform() const { return low_denominators.empty(); }
  Rational LowOf(size_t occupation) const;
  std::optional<Rational> HighOf(size_t occupation) const;
  // Of an occupation with a number that fits.
  Interval IntervalAt(size_t occupation) const {
    return {LowOf(occupation), HighOf(occupation)};
  }

  // Where the figures are of.
  std::optional<RegionIndex> place;
  bool has_large = false;
  // By occupation: a set of marks.
  std::vector<uint8_t> marks;
  // Numerators of both ends; `highs` is empty when they are the same.
  Numerators lows;
  Numerators highs;
  int64_t denominator = 1;
  // By occupation with a number: the one that counts for it, which is the first
  // of its combined code; empty when each counts for itself.
  std::vector<OccupationIndex> counted_as;
  // By occupation; empty when `denominator` is that of all.
  std::vector<int64_t> low_denominators;
  std::vector<int64_t> high_denominators;
};

// `quantity`'s row in a place; its scope is not read.
QuantityRow ReadQuantityRow(const Edition& edition, const Quantity& quantity,
                            RegionIndex place);

// The benchmark over the row's occupations: their mean, or the smallest number
// that `percentile_milli` of them do not exceed. Nothing without occupations,
// or when the row has to be measured one by one (`*exact` is then false).
std::optional<Interval> StatisticOf(const QuantityRow& row,
                                    Benchmark::Statistic statistic,
                                    int32_t percentile_milli, bool* exact);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ROW_H_
