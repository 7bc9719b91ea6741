#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_WAGE_PERCENTILES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_WAGE_PERCENTILES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/scoring/quantities/per_region.h"
#include "services/alignment/domain/uncertainty/wage_error.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {

enum class WageUnit : uint8_t { kAnnual, kHourly };

// One of the percentiles of a WageProfile.
struct WagePercentile {
  WageUnit unit = WageUnit::kAnnual;
  // Its place among the five.
  size_t index = 0;

  // 10, 25, 50, 75 or 90.
  int percent() const { return kWagePercentiles[index]; }
};

// Nothing for a measure that is no percentile of wages.
std::optional<WagePercentile> WagePercentileOf(vocabulary::Measure measure);
vocabulary::Measure MeasureOf(const WagePercentile& percentile);

// The errors of an edition's wage percentiles by place and occupation, worked
// out once for all rules that ask for one of the five. 48 bytes for each
// occupation of a place that is asked for. Thread-safe.
class WageErrorRows {
 public:
  // The edition outlives the object.
  explicit WageErrorRows(const Edition& edition);

  // By occupation.
  const std::vector<PercentileScales>& In(RegionIndex place,
                                          WageUnit unit) const;

 private:
  const Edition& edition_;
  PerRegion<std::vector<PercentileScales>> rows_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_WAGE_PERCENTILES_H_
