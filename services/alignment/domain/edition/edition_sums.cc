// Figures of regions that are composed of others.

#include <optional>
#include <utility>

#include "services/alignment/domain/edition/edition.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

// What can be added up: people, jobs and openings. Wages, shares, errors and
// levels cannot.
bool IsAdditive(Measure measure) {
  return vocabulary::TraitsOf(measure).unit == vocabulary::Unit::kJobs;
}

// Why two parts cannot be added up though both are published: they are of
// different periods, or one is printed for more occupations than the other.
bool FitTogether(const Edition& edition, const CellFigure& a,
                 const CellFigure& b) {
  return a.divisor == b.divisor && a.printed_measure == b.printed_measure &&
         a.published_code == b.published_code &&
         edition.ReferencePeriodOf(*a.cell) ==
             edition.ReferencePeriodOf(*b.cell) &&
         edition.HorizonOf(*a.cell) == edition.HorizonOf(*b.cell);
}

// The cause why there is no sum; nothing when there is one.
std::optional<FigureStatus> CauseOf(const Edition& edition,
                                    const std::vector<CellFigure>& parts) {
  if (parts.empty()) return FigureStatus::kNotPublished;
  for (const CellFigure& part : parts) {
    if (part.figure.status != FigureStatus::kPublished)
      return part.figure.status;
  }
  for (const CellFigure& part : parts) {
    if (!part.cell || !FitTogether(edition, parts.front(), part))
      return FigureStatus::kWrongVintage;
  }
  return std::nullopt;
}

}  // namespace

std::vector<CellFigure> Edition::Parts(Measure measure, RegionIndex region,
                                       uint32_t slot,
                                       uint32_t horizon_years) const {
  std::vector<CellFigure> parts;
  if (!IsComposed(region) || !IsAdditive(measure)) return parts;
  for (const uint32_t member : tables_.regions[region].members)
    parts.push_back(Printed(measure, static_cast<RegionIndex>(member), slot,
                            horizon_years));
  return parts;
}

std::vector<CellFigure> Edition::PartsOf(const CellFigure& figure) const {
  if (!figure.sum) return {};
  return Parts(figure.measure, figure.region, figure.sum->slot,
               figure.sum->horizon_years);
}

CellFigure Edition::SumOf(Measure measure, RegionIndex region, uint32_t slot,
                          uint32_t horizon_years) const {
  const std::vector<CellFigure> parts =
      Parts(measure, region, slot, horizon_years);
  const auto cause = CauseOf(*this, parts);
  CellFigure sum;
  if (!cause) {
    sum = parts.front();
    for (size_t i = 1; i < parts.size(); ++i)
      sum.figure.value += parts[i].figure.value;
  } else {
    sum.figure = Figure::Without(*cause);
    sum.printed_measure = measure;
  }
  sum.measure = measure;
  sum.region = region;
  sum.sum = {slot, horizon_years};
  return sum;
}

FigureRow Edition::SumsIn(Measure measure, RegionIndex region,
                          uint32_t horizon_years) const {
  if (!IsAdditive(measure) || !HasFigures(region)) return {};
  const size_t count = codes_.size();
  FigureRow row{std::vector<int64_t>(count, 0),
                std::vector(count, FigureStatus::kNotPublished),
                std::vector<uint32_t>(count, 1),
                std::vector<uint32_t>(count, 0),
                std::vector<uint64_t>(count, 0)};
  for (size_t slot = 0; slot < count; ++slot) {
    const CellFigure sum =
        SumOf(measure, region, static_cast<uint32_t>(slot), horizon_years);
    row.statuses[slot] = sum.figure.status;
    if (!sum.cell) continue;
    row.values[slot] = sum.figure.value;
    row.divisors[slot] = static_cast<uint32_t>(sum.divisor);
    row.years[slot] = HorizonOf(*sum.cell);
    if (sum.published_code.digits() != 0)
      row.combined[slot] =
          (uint64_t{sum.cell->table} + 1) << 32 | sum.cell->row;
  }
  return row;
}

}  // namespace plumbline::alignment
