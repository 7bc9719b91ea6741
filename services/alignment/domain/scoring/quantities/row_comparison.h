#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_ROW_COMPARISON_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_ROW_COMPARISON_H_

#include <cstdint>

#include "services/alignment/domain/policy/number.h"
#include "services/alignment/domain/policy/outcome.h"
#include "services/alignment/domain/scoring/quantities/quantity_row.h"

namespace plumbline::alignment {

// A row's numbers against one benchmark: CompareIntervals of each, with the
// benchmark turned into whole numerators once where all denominators are the
// same.
class RowComparison {
 public:
  // The row outlives the object.
  RowComparison(const QuantityRow& row, Comparator comparator,
                const Interval& benchmark);

  // Of an occupation with a number that fits.
  Outcome At(size_t occupation) const {
    if (!is_whole_)
      return CompareIntervals(row_.IntervalAt(occupation), comparator_,
                              benchmark_);
    const int64_t low = row_.lows[occupation];
    return Against(low, row_.highs.empty() ? low : row_.highs[occupation]);
  }
  // Writes At of every occupation with a number, unknown for the others.
  void Compare(Outcome* outcomes) const;

 private:
  Outcome Against(int64_t low, int64_t high) const {
    if (low >= above_from_) return above_;
    return high <= below_to_ ? below_ : Outcome::kUnknown;
  }

  const QuantityRow& row_;
  const Comparator comparator_;
  const Interval benchmark_;
  bool is_whole_ = false;
  // Numerators from here on are above the benchmark, those up to here below
  // it, as the comparator counts those that equal it.
  int64_t above_from_ = 0;
  int64_t below_to_ = 0;
  Outcome above_ = Outcome::kUnknown;
  Outcome below_ = Outcome::kUnknown;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_ROW_COMPARISON_H_
