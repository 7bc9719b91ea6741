#include "services/alignment/domain/scoring/quantities/quantity_rows.h"

#include <tuple>

namespace plumbline::alignment {
namespace {

bool SameButScope(const Quantity& a, const Quantity& b) {
  const auto key = [](const Quantity& q) {
    return std::tie(q.measure, q.denominator, q.horizon_years, q.kind, q.method,
                    q.element_prefix, q.scale, q.minimum);
  };
  return key(a) == key(b);
}

}  // namespace

RowsOfQuantity::Statistics::Statistics(const RowsOfQuantity* rows,
                                       Benchmark::Statistic statistic,
                                       int32_t percentile_milli)
    : rows_(rows), statistic_(statistic), percentile_milli_(percentile_milli) {
  values_.Resize(1, rows->edition_.region_count());
  errors_.Resize(1, rows->edition_.region_count());
}

const RowsOfQuantity::StatisticIn& RowsOfQuantity::Statistics::In(
    RegionIndex place) const {
  return values_.Get(0, place, [&] {
    StatisticIn in;
    in.value =
        StatisticOf(rows_->In(place), statistic_, percentile_milli_, &in.exact);
    return in;
  });
}

const MemberStatistic& RowsOfQuantity::Statistics::ErrorIn(
    RegionIndex place) const {
  return errors_.Get(0, place, [&] {
    return ErrorOfStatistic(
        statistic_, *In(place).value, ErrorUnits(rows_->quantity_),
        ErrorsOfCounted(rows_->In(place), rows_->ErrorsIn(place)));
  });
}

RowsOfQuantity::RowsOfQuantity(const Edition& edition, const Quantity& quantity,
                               const WageErrorRows& wages)
    : edition_(edition), quantity_(quantity), wages_(wages) {
  rows_.Resize(1, edition.region_count());
  deciles_.Resize(1, edition.region_count());
  errors_.Resize(1, edition.region_count());
}

const DecileRow& RowsOfQuantity::DecilesIn(RegionIndex place) const {
  return deciles_.Get(0, place, [&] { return DecilesOf(In(place)); });
}

const ErrorRow& RowsOfQuantity::ErrorsIn(RegionIndex place) const {
  return errors_.Get(0, place, [&] {
    return ReadErrorRow(edition_, quantity_, place, In(place), wages_);
  });
}

const QuantityRow& RowsOfQuantity::In(RegionIndex place) const {
  // Counts of descriptors are the nation's wherever they are asked for.
  const RegionIndex at = quantity_.kind == Quantity::Kind::kDescriptorCount
                             ? RegionIndex{0}
                             : place;
  return rows_.Get(0, at,
                   [&] { return ReadQuantityRow(edition_, quantity_, at); });
}

const RowsOfQuantity::Statistics* RowsOfQuantity::StatisticsOf(
    Benchmark::Statistic statistic, int32_t percentile_milli) {
  for (const Statistics& held : statistics_) {
    if (held.statistic_ == statistic &&
        held.percentile_milli_ == percentile_milli)
      return &held;
  }
  return &statistics_.emplace_back(this, statistic, percentile_milli);
}

const RowsOfQuantity* QuantityRows::Of(const Quantity& quantity) {
  const base::MutexLock lock(&mutex_);
  return Find(quantity);
}

const RowsOfQuantity::Statistics* QuantityRows::StatisticsOf(
    const Quantity& quantity, const Benchmark& benchmark) {
  const base::MutexLock lock(&mutex_);
  return Find(quantity)->StatisticsOf(benchmark.statistic,
                                      benchmark.percentile_milli);
}

RowsOfQuantity* QuantityRows::Find(const Quantity& quantity) {
  for (RowsOfQuantity& held : quantities_) {
    if (SameButScope(held.quantity_, quantity)) return &held;
  }
  return &quantities_.emplace_back(*edition_, quantity, wages_);
}

}  // namespace plumbline::alignment
