#include "services/alignment/domain/scoring/quantities/population.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/scoring/quantities/measured.h"

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
                        RegionIndex place, absl::Span<const Outcome> members) {
  Population population;
  // A combined code stands for several occupations and counts once; it is in
  // when one of them is.
  std::map<std::pair<uint32_t, uint32_t>, size_t> combined;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const auto occupation = static_cast<OccupationIndex>(i);
    const Measured measured =
        MeasureWithin(edition, quantity, place, occupation);
    if (!measured.value) continue;
    const CellFigure& first = measured.cells[0];
    const size_t next = population.values.size();
    if (first.published_code.digits() != 0 && first.cell) {
      const auto [held, is_new] =
          combined.emplace(std::pair(first.cell->table, first.cell->row), next);
      if (!is_new) {
        if (!members.empty()) {
          Outcome& member = population.members[held->second];
          member = AtLeast(1, {member, members[i]});
        }
        continue;
      }
    }
    AppendTo(&population, edition, occupation, measured);
    if (!members.empty()) population.members.push_back(members[i]);
  }
  return population;
}

}  // namespace plumbline::alignment
