#include "services/alignment/domain/scoring/quantities/error_row.h"

#include <deque>

#include "services/alignment/domain/scoring/quantities/figure_error.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

// Reads the figures of one occupation after the other out of rows, each of
// which is gathered when it is first asked for.
class RowReader : public ErrorFigureReader {
 public:
  RowReader(const Edition& edition, RegionIndex place,
            const WageErrorRows& wages)
      : edition_(edition), place_(place), wages_(wages) {}

  void TurnTo(size_t occupation) { occupation_ = occupation; }

  RegionKind kind() const override { return edition_.region_kind(place_); }
  ErrorFigure Read(Measure measure, uint32_t horizon) const override {
    const FigureRow& row = RowOf(measure, horizon);
    if (row.values.empty())
      return {.figure = Figure::Without(FigureStatus::kNotPublished)};
    const Figure figure{row.statuses[occupation_], row.values[occupation_]};
    return {.figure = figure,
            .is_printed = figure.HasValue(),
            .divisor = row.divisors[occupation_],
            .years = row.years[occupation_]};
  }
  Estimate ErrorOfPercentile(const WagePercentile& percentile) const override {
    return PercentileEstimate(Read(MeasureOf(percentile), 0).figure,
                              wages_.In(place_, percentile.unit)[occupation_],
                              percentile.index);
  }

 private:
  struct Held {
    Measure measure;
    uint32_t horizon;
    FigureRow row;
  };

  const FigureRow& RowOf(Measure measure, uint32_t horizon) const {
    for (const Held& held : held_) {
      if (held.measure == measure && held.horizon == horizon) return held.row;
    }
    return held_
        .emplace_back(Held{measure, horizon,
                           edition_.FiguresIn(measure, place_, horizon)})
        .row;
  }

  const Edition& edition_;
  const RegionIndex place_;
  const WageErrorRows& wages_;
  size_t occupation_ = 0;
  mutable std::deque<Held> held_;
};

// ReadErrorRow of a percentile of wages, whose errors are there.
ErrorRow ReadPercentileRow(const Edition& edition,
                           const WagePercentile& percentile, RegionIndex place,
                           const QuantityRow& row, const WageErrorRows& wages) {
  ErrorRow errors;
  const FigureRow figures = edition.FiguresIn(MeasureOf(percentile), place, 0);
  if (figures.values.empty()) return errors;
  const std::vector<PercentileScales>& scales =
      wages.In(place, percentile.unit);
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kKnown) ||
        scales[i].why_unknown[percentile.index] != WhyUnknown::kKnown)
      continue;
    errors.known.push_back(
        {static_cast<OccupationIndex>(i),
         PercentileEstimate({figures.statuses[i], figures.values[i]}, scales[i],
                            percentile.index)});
  }
  return errors;
}

}  // namespace

ErrorRow ReadErrorRow(const Edition& edition, const Quantity& quantity,
                      RegionIndex place, const QuantityRow& row,
                      const WageErrorRows& wages) {
  ErrorRow errors;
  if (!IsEstimate(quantity)) return errors;
  const auto percentile = WagePercentileOf(quantity.measure);
  if (percentile && quantity.kind == Quantity::Kind::kMeasure &&
      edition.region_kind(place) != RegionKind::kComposed)
    return ReadPercentileRow(edition, *percentile, place, row, wages);
  RowReader reader(edition, place, wages);
  const auto all = ReaderOfAll(edition, place);
  for (size_t i = 0; i < row.marks.size(); ++i) {
    if (!row.Has(i, QuantityRow::kKnown)) continue;
    reader.TurnTo(i);
    // What is a sum of several regions' figures stands in no cell of its own.
    const Estimate estimate =
        edition.region_kind(place) == RegionKind::kComposed
            ? ErrorOf(edition, quantity, place, static_cast<OccupationIndex>(i))
            : ErrorOf(reader, *all, quantity);
    if (estimate.known())
      errors.known.push_back({static_cast<OccupationIndex>(i), estimate});
  }
  return errors;
}

std::vector<Estimate> ErrorsOfCounted(const QuantityRow& row,
                                      const ErrorRow& errors) {
  std::vector<Estimate> counted;
  auto known = errors.known.begin();
  for (size_t i = 0; i < row.marks.size(); ++i) {
    const bool is_known = known != errors.known.end() && known->occupation == i;
    if (row.Has(i, QuantityRow::kCounts))
      counted.push_back(is_known ? known->estimate
                                 : Unknown(0, ErrorModel::kPublished,
                                           WhyUnknown::kNoPublishedError));
    if (is_known) ++known;
  }
  return counted;
}

}  // namespace plumbline::alignment
