#include "services/alignment/domain/scoring/measured.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

// What is known of a printed figure.
std::optional<Interval> IntervalOf(const CellFigure& cell) {
  if (!cell.figure.HasValue()) return std::nullopt;
  const Rational number{cell.figure.value, cell.divisor};
  if (cell.figure.status == FigureStatus::kTopCoded)
    return Interval{number, std::nullopt};
  return Interval::Exactly(number);
}

Rational Divide(const Rational& a, const Rational& b) {
  return {a.numerator * b.denominator, a.denominator * b.numerator};
}

// A ratio of two figures, neither of which may be negative. Nothing when the
// denominator may be 0.
std::optional<Interval> DivideIntervals(const Interval& a, const Interval& b) {
  if (b.low.numerator <= 0 || a.low.numerator < 0) return std::nullopt;
  Interval ratio;
  // A denominator without an upper bound brings the ratio as near to 0 as can
  // be.
  if (b.high) ratio.low = Divide(a.low, *b.high);
  if (a.high) ratio.high = Divide(*a.high, b.low);
  return ratio;
}

using Read = CellFigure (*)(const Edition&, vocabulary::Measure, RegionIndex,
                            OccupationIndex, uint32_t);

CellFigure ReadOccupation(const Edition& edition, vocabulary::Measure measure,
                          RegionIndex place, OccupationIndex occupation,
                          uint32_t horizon) {
  return edition.FigureAt(measure, place, occupation, horizon);
}

CellFigure ReadAll(const Edition& edition, vocabulary::Measure measure,
                   RegionIndex place, OccupationIndex /*occupation*/,
                   uint32_t horizon) {
  return edition.AllOccupationsAt(measure, place, horizon);
}

// The percentile above an upper quartile; nothing for other measures.
std::optional<vocabulary::Measure> NextPercentile(vocabulary::Measure measure) {
  if (measure == vocabulary::Measure::kAnnualP75)
    return vocabulary::Measure::kAnnualP90;
  if (measure == vocabulary::Measure::kHourlyP75)
    return vocabulary::Measure::kHourlyP90;
  return std::nullopt;
}

// True when the publisher prints the same number for the upper quartile and for
// the 90th percentile: too few wages were reported to tell them apart, and a
// ratio of percentiles says nothing about their spread.
bool HasCollapsed(const Edition& edition, const CellFigure& numerator,
                  RegionIndex place, OccupationIndex occupation,
                  uint32_t horizon, Read read) {
  const auto next = NextPercentile(numerator.measure);
  if (!next || numerator.figure.status != FigureStatus::kPublished)
    return false;
  const CellFigure above = read(edition, *next, place, occupation, horizon);
  return above.figure == numerator.figure;
}

// Divides what was measured so far by the quantity's denominator.
void DivideByDenominator(const Edition& edition, const Quantity& quantity,
                         RegionIndex place, OccupationIndex occupation,
                         Read read, Measured* measured) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  measured->cells[1] =
      read(edition, quantity.denominator, place, occupation, horizon);
  measured->cell_count = 2;
  if (!measured->value) return;
  const auto denominator = IntervalOf(measured->cells[1]);
  if (!denominator) {
    measured->missing = measured->cells[1].figure.status;
    measured->value.reset();
    return;
  }
  measured->missing = FigureStatus::kNotApplicable;
  if (HasCollapsed(edition, measured->cells[0], place, occupation, horizon,
                   read)) {
    measured->value.reset();
  } else {
    measured->value = DivideIntervals(*measured->value, *denominator);
  }
}

Measured MeasureIn(const Edition& edition, const Quantity& quantity,
                   RegionIndex place, OccupationIndex occupation, Read read) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  Measured measured;
  measured.place = place;
  measured.cells[0] =
      read(edition, quantity.measure, place, occupation, horizon);
  measured.cell_count = 1;
  measured.value = IntervalOf(measured.cells[0]);
  measured.missing = measured.cells[0].figure.status;
  if (quantity.is_ratio()) {
    DivideByDenominator(edition, quantity, place, occupation, read, &measured);
  }
  if (measured.value) measured.missing = FigureStatus::kUnspecified;
  return measured;
}

bool MayBeElsewhere(FigureStatus status) {
  return status == FigureStatus::kWithheld ||
         status == FigureStatus::kNotPublished ||
         status == FigureStatus::kWrongVintage;
}

}  // namespace

std::optional<RegionIndex> PlaceOf(const Edition& edition, RegionIndex region,
                                   Scope scope) {
  switch (scope) {
    case Scope::kState:
      // A state's rule asked of the whole nation reads the nation.
      return region == edition.nation() ? region : edition.state_of(region);
    case Scope::kNation:
      return edition.nation();
    case Scope::kUnspecified:
    case Scope::kRegion:
      break;
  }
  return region;
}

Measured MeasureOccupation(const Edition& edition, const Quantity& quantity,
                           RegionIndex region, OccupationIndex occupation,
                           bool may_borrow) {
  std::optional<RegionIndex> place = PlaceOf(edition, region, quantity.scope);
  Measured first;
  first.missing = FigureStatus::kNotPublished;
  if (place) {
    first = MeasureIn(edition, quantity, *place, occupation, ReadOccupation);
  } else {
    place = region;
  }
  if (first.value || !may_borrow || !MayBeElsewhere(first.missing))
    return first;
  for (auto larger = edition.parent(*place); larger;
       larger = edition.parent(*larger)) {
    Measured found =
        MeasureIn(edition, quantity, *larger, occupation, ReadOccupation);
    if (!found.value) continue;
    found.borrowed = true;
    for (uint8_t i = 0; i < found.cell_count; ++i)
      found.cells[i].borrowed = true;
    return found;
  }
  return first;
}

Measured MeasureWithin(const Edition& edition, const Quantity& quantity,
                       RegionIndex place, OccupationIndex occupation) {
  return MeasureIn(edition, quantity, place, occupation, ReadOccupation);
}

Measured MeasureAllOccupations(const Edition& edition, const Quantity& quantity,
                               RegionIndex place) {
  return MeasureIn(edition, quantity, place, 0, ReadAll);
}

}  // namespace plumbline::alignment
