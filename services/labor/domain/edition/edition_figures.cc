// The figures of the pinned releases, as columns over the edition's regions.

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "services/labor/domain/edition/code_index.h"
#include "services/labor/domain/edition/combined_codes.h"
#include "services/labor/domain/edition/edition_parts.h"

namespace plumbline::labor {
namespace {

using vocabulary::SocCode;
using vocabulary::SocLevel;

uint32_t IndexOf(absl::Span<const Region> regions, const std::string& id) {
  const auto found =
      std::lower_bound(regions.begin(), regions.end(), id,
                       [](const Region& region, const std::string& wanted) {
                         return region.id < wanted;
                       });
  return static_cast<uint32_t>(found - regions.begin());
}

EditionColumn SplitColumn(const FigureColumn& column) {
  EditionColumn split{column.measure, column.header, {}, {}};
  split.values.reserve(column.figures.size());
  split.statuses.reserve(column.figures.size());
  for (const vocabulary::Figure& figure : column.figures) {
    split.values.push_back(figure.HasValue() ? figure.value : 0);
    split.statuses.push_back(figure.status);
  }
  return split;
}

EditionFigures JoinTable(uint32_t release, const FigureTable& table,
                         absl::Span<const Region> regions) {
  EditionFigures joined;
  joined.origin = {release, table.file, table.sheet};
  joined.reference_period = table.reference_period;
  joined.horizon_years = table.horizon_years;
  joined.scheme = table.scheme;
  std::vector<uint32_t> place_of;
  for (const Region& region : table.regions) {
    place_of.push_back(IndexOf(regions, region.id));
  }
  for (const uint32_t region : table.row_regions) {
    joined.row_regions.push_back(place_of[region]);
  }
  for (const SocCode code : table.row_codes) {
    joined.row_codes.push_back(static_cast<uint32_t>(code.digits()));
  }
  joined.row_levels = table.row_levels;
  joined.source_rows = table.source_rows;
  for (const FigureColumn& column : table.columns) {
    joined.columns.push_back(SplitColumn(column));
  }
  return joined;
}

// The codes of the rows of a table, and of those that it prints as detailed.
struct PrintedCodes {
  std::set<uint32_t> all;
  std::set<uint32_t> detailed;
};

PrintedCodes PrintedBy(const EditionFigures& table) {
  PrintedCodes codes;
  for (size_t row = 0; row < table.row_codes.size(); ++row) {
    const uint32_t code = table.row_codes[row];
    codes.all.insert(code);
    if (table.row_levels[row] == SocLevel::kDetailed) {
      codes.detailed.insert(code);
    }
  }
  return codes;
}

}  // namespace

std::vector<EditionFigures> JoinFigures(ReleasesToPin releases,
                                        absl::Span<const Region> regions) {
  std::vector<EditionFigures> joined;
  for (uint32_t i = 0; i < releases.size(); ++i) {
    for (const FigureTable& table : releases[i].tables->figures) {
      if (!table.industries.empty()) continue;
      joined.push_back(JoinTable(i, table, regions));
    }
  }
  std::stable_sort(
      joined.begin(), joined.end(),
      [](const EditionFigures& a, const EditionFigures& b) {
        return std::tie(a.origin.release, a.origin.file, a.origin.sheet,
                        a.reference_period, a.scheme) <
               std::tie(b.origin.release, b.origin.file, b.origin.sheet,
                        b.reference_period, b.scheme);
      });
  return joined;
}

void SetPublishedCodes(absl::Span<const EditionFigures> figures,
                       absl::Span<const EditionCodeChanges> changes,
                       std::vector<EditionOccupation>* occupations) {
  const CombinedCodes combined(*occupations, changes);
  for (const EditionFigures& table : figures) {
    if (!IsSoc2018(table.scheme)) continue;
    const PrintedCodes printed = PrintedBy(table);
    for (EditionOccupation& occupation : *occupations) {
      const auto code = static_cast<uint32_t>(occupation.code.digits());
      if (printed.all.contains(code)) continue;
      for (const SocCode including : combined.Including(occupation.code)) {
        if (!printed.detailed.contains(
                static_cast<uint32_t>(including.digits()))) {
          continue;
        }
        occupation.published_code = including;
        break;
      }
    }
  }
}

}  // namespace plumbline::labor
