#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ROWS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ROWS_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/quantity.h"
#include "services/alignment/domain/scoring/quantities/decile_row.h"
#include "services/alignment/domain/scoring/quantities/error_row.h"
#include "services/alignment/domain/scoring/quantities/figure_error.h"
#include "services/alignment/domain/scoring/quantities/per_region.h"
#include "services/alignment/domain/scoring/quantities/quantity_row.h"
#include "services/alignment/domain/scoring/quantities/wage_percentiles.h"
#include "services/common/base/mutex.h"

namespace plumbline::alignment {

// A quantity's rows and what is taken over them, each worked out once.
class RowsOfQuantity {
 public:
  struct StatisticIn {
    std::optional<Interval> value;
    // False when the value has to be worked out from figures one by one.
    bool exact = true;
  };
  // A statistic of the rows, by place.
  class Statistics {
   public:
    Statistics(const RowsOfQuantity* rows, Benchmark::Statistic statistic,
               int32_t percentile_milli);
    const StatisticIn& In(RegionIndex place) const;
    // The error of a value that is there and exact.
    const MemberStatistic& ErrorIn(RegionIndex place) const;

   private:
    friend class RowsOfQuantity;
    const RowsOfQuantity* rows_;
    const Benchmark::Statistic statistic_;
    const int32_t percentile_milli_;
    PerRegion<StatisticIn> values_;
    PerRegion<MemberStatistic> errors_;
  };

  // All outlive the object.
  RowsOfQuantity(const Edition& edition, const Quantity& quantity,
                 const WageErrorRows& wages);

  const QuantityRow& In(RegionIndex place) const;
  const DecileRow& DecilesIn(RegionIndex place) const;
  const ErrorRow& ErrorsIn(RegionIndex place) const;
  // Not while another thread asks for one: QuantityRows sees to that.
  const Statistics* StatisticsOf(Benchmark::Statistic statistic,
                                 int32_t percentile_milli);

 private:
  friend class QuantityRows;
  const Edition& edition_;
  const Quantity quantity_;
  const WageErrorRows& wages_;
  PerRegion<QuantityRow> rows_;
  PerRegion<DecileRow> deciles_;
  PerRegion<ErrorRow> errors_;
  std::deque<Statistics> statistics_;
};

// Rows of an edition that all policies over it share. What a quantity takes is
// 5 bytes for each region and occupation asked for, and 40 more where its error
// is known and asked for. Thread-safe.
class QuantityRows {
 public:
  explicit QuantityRows(std::shared_ptr<const Edition> edition)
      : edition_(std::move(edition)), wages_(*edition_) {}

  const Edition& edition() const { return *edition_; }
  // The rows of a quantity, whatever its scope; they live as long as this.
  const RowsOfQuantity* Of(const Quantity& quantity);
  const RowsOfQuantity::Statistics* StatisticsOf(const Quantity& quantity,
                                                 const Benchmark& benchmark);

 private:
  RowsOfQuantity* Find(const Quantity& quantity)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::shared_ptr<const Edition> edition_;
  const WageErrorRows wages_;
  base::Mutex mutex_;
  std::deque<RowsOfQuantity> quantities_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SCORING_QUANTITIES_QUANTITY_ROWS_H_
