#include "services/alignment/domain/scoring/measured.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/scoring/descriptor_count.h"

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

// The occupation's measure in thousandths of a percent of the whole's.
void DivideByWhole(const Edition& edition, const Quantity& quantity,
                   RegionIndex place, Measured* measured) {
  const auto horizon = static_cast<uint32_t>(quantity.horizon_years);
  measured->cells[1] =
      edition.AllOccupationsAt(quantity.measure, place, horizon);
  measured->cell_count = 2;
  if (!measured->value) return;
  const auto whole = IntervalOf(measured->cells[1]);
  measured->missing =
      whole ? FigureStatus::kNotApplicable : measured->cells[1].figure.status;
  if (whole) measured->value = DivideIntervals(*measured->value, *whole);
  if (!whole) measured->value.reset();
  if (!measured->value) return;
  measured->value->low.numerator *= 100000;
  if (measured->value->high) measured->value->high->numerator *= 100000;
}

// The constant yearly rate that compounds to `milli_percent` over `years`, cut
// to a millionth of a percent. IEEE double and the C library's pow give the
// same bits wherever the service runs; nothing is fused or reordered.
Rational CompoundYearly(int64_t milli_percent, uint32_t years) {
  const double factor = 1.0 + static_cast<double>(milli_percent) / 100000.0;
  if (factor <= 0) return {-100000, 1};
  const double yearly =
      std::pow(factor, 1.0 / static_cast<double>(years)) - 1.0;
  // A millionth of a percent is a thousandth of a thousandth of a percent.
  return {static_cast<Int128>(std::floor(yearly * 1e8)), 1000};
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
  measured->value = Interval::Exactly(
      quantity.method == Quantity::YearlyMethod::kCompound
          ? CompoundYearly(cell.figure.value, years)
          : Rational{cell.figure.value, static_cast<Int128>(years)});
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
  measured.value = IntervalOf(measured.cells[0]);
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
  for (auto larger = edition.parent(*place); larger;
       larger = edition.parent(*larger)) {
    if (!borrow.MayLend(edition.region_kind(*larger))) continue;
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
