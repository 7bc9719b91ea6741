#include "services/alignment/domain/scoring/quantities/measured.h"

#include <algorithm>

#include "services/alignment/domain/scoring/quantities/descriptor_count.h"
#include "services/alignment/domain/scoring/quantities/quantity_arithmetic.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

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
  const auto denominator =
      IntervalOf(measured->cells[1].figure, measured->cells[1].divisor);
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

// The occupation's measure in thousandths of a percent of the whole's.
void DivideByWhole(const Edition& edition, const Quantity& quantity,
                   RegionIndex place, Measured* measured) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  measured->cells[1] =
      edition.AllOccupationsAt(quantity.measure, place, horizon);
  measured->cell_count = 2;
  if (!measured->value) return;
  const auto whole =
      IntervalOf(measured->cells[1].figure, measured->cells[1].divisor);
  measured->missing =
      whole ? FigureStatus::kNotApplicable : measured->cells[1].figure.status;
  if (whole)
    measured->value = ShareOfWhole(*measured->value, *whole);
  else
    measured->value.reset();
}

void MakeYearly(const Edition& edition, const Quantity& quantity,
                Measured* measured) {
  const CellFigure& cell = measured->cells[0];
  if (!measured->value || !cell.cell) return;
  const uint32_t years = edition.HorizonOf(*cell.cell);
  if (years == 0) {
    measured->missing = FigureStatus::kNotApplicable;
    measured->value.reset();
    return;
  }
  measured->value =
      Interval::Exactly(YearlyRate(quantity.method, cell.figure.value, years));
}

Measured MeasureIn(const Edition& edition, const Quantity& quantity,
                   RegionIndex place, OccupationIndex occupation, Read read) {
  if (quantity.kind == Quantity::Kind::kDescriptorCount)
    return CountDescriptors(edition, quantity, occupation);
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  Measured measured;
  measured.place = place;
  measured.cells[0] =
      read(edition, quantity.measure, place, occupation, horizon);
  measured.cell_count = 1;
  measured.value =
      IntervalOf(measured.cells[0].figure, measured.cells[0].divisor);
  measured.missing = measured.cells[0].figure.status;
  switch (quantity.kind) {
    case Quantity::Kind::kRatio:
      DivideByDenominator(edition, quantity, place, occupation, read,
                          &measured);
      break;
    case Quantity::Kind::kShare:
      DivideByWhole(edition, quantity, place, &measured);
      break;
    case Quantity::Kind::kYearlyGrowth:
      MakeYearly(edition, quantity, &measured);
      break;
    default:
      break;
  }
  if (measured.value) measured.missing = FigureStatus::kUnspecified;
  return measured;
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
                           const BorrowRule& borrow) {
  std::optional<RegionIndex> place = PlaceOf(edition, region, quantity.scope);
  Measured first;
  first.missing = FigureStatus::kNotPublished;
  if (place) {
    first = MeasureIn(edition, quantity, *place, occupation, ReadOccupation);
  } else {
    place = region;
  }
  if (first.value || !borrow.allowed || !MayBeElsewhere(first.missing))
    return first;
  for (const RegionIndex larger : edition.enclosing(*place)) {
    if (!borrow.MayLend(edition.region_kind(larger))) continue;
    Measured found =
        MeasureIn(edition, quantity, larger, occupation, ReadOccupation);
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
