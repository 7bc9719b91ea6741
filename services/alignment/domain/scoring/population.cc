#include "services/alignment/domain/scoring/population.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/scoring/measured.h"

namespace plumbline::alignment {
namespace {

void AppendTo(Population* population, const Edition& edition,
              OccupationIndex occupation, const Measured& measured) {
  const CellFigure& first = measured.cells[0];
  const auto code = first.published_code.digits() != 0
                        ? first.published_code
                        : edition.occupation_code(occupation);
  absl::StrAppend(&population->text, code.digits());
  for (const CellFigure& cell : measured.figures())
    absl::StrAppend(&population->text, ":",
                    static_cast<int>(cell.figure.status), ":",
                    cell.figure.value, "/", cell.divisor);
  population->text.push_back('\n');
  population->values.push_back(*measured.value);
  population->occupations.push_back(occupation);
  if (first.cell)
    population->reference_period = std::max(
        population->reference_period, edition.ReferencePeriodOf(*first.cell));
}

}  // namespace

Population PopulationIn(const Edition& edition, const Quantity& quantity,
                        RegionIndex place) {
  Population population;
  // A combined code stands for several occupations and counts once.
  std::set<std::pair<uint32_t, uint32_t>> combined;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const auto occupation = static_cast<OccupationIndex>(i);
    const Measured measured =
        MeasureWithin(edition, quantity, place, occupation);
    if (!measured.value) continue;
    const CellFigure& first = measured.cells[0];
    if (first.published_code.digits() != 0 && first.cell &&
        !combined.emplace(first.cell->table, first.cell->row).second)
      continue;
    AppendTo(&population, edition, occupation, measured);
  }
  return population;
}

}  // namespace plumbline::alignment
