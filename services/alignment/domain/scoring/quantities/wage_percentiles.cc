#include "services/alignment/domain/scoring/quantities/wage_percentiles.h"

#include <array>

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

// By WageUnit.
constexpr std::array<std::array<Measure, 5>, 2> kMeasures = {
    {{Measure::kAnnualP10, Measure::kAnnualP25, Measure::kAnnualMedian,
      Measure::kAnnualP75, Measure::kAnnualP90},
     {Measure::kHourlyP10, Measure::kHourlyP25, Measure::kHourlyMedian,
      Measure::kHourlyP75, Measure::kHourlyP90}}};

Figure FigureIn(const FigureRow& row, size_t occupation) {
  return row.values.empty()
             ? Figure::Without(FigureStatus::kNotPublished)
             : Figure{row.statuses[occupation], row.values[occupation]};
}

std::vector<PercentileScales> ScalesIn(const Edition& edition,
                                       RegionIndex place, WageUnit unit) {
  std::array<FigureRow, 5> percentiles;
  for (size_t i = 0; i < 5; ++i)
    percentiles[i] = edition.FiguresIn(MeasureOf({unit, i}), place, 0);
  const FigureRow rse = edition.FiguresIn(Measure::kMeanWageRse, place, 0);
  std::vector<PercentileScales> scales;
  scales.reserve(edition.occupation_count());
  WageProfile profile;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    for (size_t p = 0; p < 5; ++p)
      profile.percentiles[p] = FigureIn(percentiles[p], i);
    profile.mean_rse = FigureIn(rse, i);
    scales.push_back(PercentileScalesOf(profile));
  }
  return scales;
}

}  // namespace

std::optional<WagePercentile> WagePercentileOf(Measure measure) {
  for (const WageUnit unit : {WageUnit::kAnnual, WageUnit::kHourly}) {
    for (size_t i = 0; i < 5; ++i) {
      if (MeasureOf({unit, i}) == measure) return WagePercentile{unit, i};
    }
  }
  return std::nullopt;
}

Measure MeasureOf(const WagePercentile& percentile) {
  return kMeasures[static_cast<size_t>(percentile.unit)][percentile.index];
}

WageErrorRows::WageErrorRows(const Edition& edition) : edition_(edition) {
  rows_.Resize(kMeasures.size(), edition.region_count());
}

const std::vector<PercentileScales>& WageErrorRows::In(RegionIndex place,
                                                       WageUnit unit) const {
  return rows_.Get(static_cast<size_t>(unit), place,
                   [&] { return ScalesIn(edition_, place, unit); });
}

}  // namespace plumbline::alignment
