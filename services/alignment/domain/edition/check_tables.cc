#include "services/alignment/domain/edition/check_tables.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kMaxIndex = 0xFFFF;

absl::Status Bad(const std::string& place, absl::string_view what) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     absl::StrCat("edition tables, ", place, ": ", what,
                                  "; the snapshot is damaged, fetch it again"),
                     {{"place", place}});
}

absl::Status CheckOccupations(const EditionTables& tables) {
  const auto& occupations = tables.occupations;
  if (occupations.size() >= kMaxIndex)
    return Bad("occupations", "too many for this program");
  for (size_t i = 1; i < occupations.size(); ++i) {
    if (occupations[i - 1].code >= occupations[i].code)
      return Bad(absl::StrCat("occupations[", i, "]"),
                 "codes are not sorted, or one comes twice");
  }
  return absl::OkStatus();
}

absl::Status CheckRegions(const std::vector<RegionEntry>& regions) {
  if (regions.size() >= kMaxIndex)
    return Bad("regions", "too many for this program");
  for (size_t i = 0; i < regions.size(); ++i) {
    size_t steps = 0;
    for (int32_t at = regions[i].parent; at >= 0;
         at = regions[static_cast<size_t>(at)].parent) {
      if (static_cast<size_t>(at) >= regions.size() || ++steps > regions.size())
        return Bad(absl::StrCat("regions[", i, "]"),
                   "its parent is missing or it is its own ancestor");
    }
    for (const auto* list : {&regions[i].enclosing, &regions[i].members}) {
      if (std::any_of(list->begin(), list->end(), [&](uint32_t other) {
            return other >= regions.size() || other == i;
          }))
        return Bad(absl::StrCat("regions[", i, "]"),
                   "a region around it or in it is missing, or itself");
    }
    if (regions[i].kind == RegionKind::kComposed &&
        std::any_of(regions[i].members.begin(), regions[i].members.end(),
                    [&](uint32_t member) {
                      return regions[member].kind == RegionKind::kComposed;
                    }))
      return Bad(absl::StrCat("regions[", i, "]"),
                 "a composed region is composed of composed regions");
  }
  return absl::OkStatus();
}

absl::Status CheckRegionChanges(const std::vector<RegionChangeEntry>& changes) {
  for (size_t i = 1; i < changes.size(); ++i) {
    if (std::pair(changes[i - 1].from, changes[i - 1].to) >=
        std::pair(changes[i].from, changes[i].to))
      return Bad(absl::StrCat("region_changes[", i, "]"),
                 "changes are not sorted, or one comes twice");
  }
  return absl::OkStatus();
}

absl::Status CheckTable(const FigureTableEntry& table, const std::string& place,
                        const EditionTables& tables) {
  const size_t rows = table.codes.size();
  if (table.release >= tables.releases.size())
    return Bad(place, "its release is not in the list");
  if (table.regions.size() != rows || table.levels.size() != rows ||
      table.source_rows.size() != rows)
    return Bad(place, "its columns have different lengths");
  for (const uint32_t region : table.regions) {
    if (region >= tables.regions.size())
      return Bad(place, "a row's region is not in the list");
  }
  for (const FigureColumnEntry& column : table.columns) {
    if (column.values.size() != rows || column.statuses.size() != rows)
      return Bad(absl::StrCat(place, ".", column.header),
                 "the column has another length than the table");
    if (std::any_of(column.statuses.begin(), column.statuses.end(),
                    [](char status) { return status < 1 || status > 8; }))
      return Bad(absl::StrCat(place, ".", column.header),
                 "a cell has no status that this program knows");
  }
  return absl::OkStatus();
}

absl::Status CheckLayer(const CrosswalkLayerEntry& layer,
                        const std::string& place, size_t releases) {
  if (layer.release >= releases)
    return Bad(place, "its release is not in the list");
  if (layer.soc_codes.size() != layer.cip_codes.size() ||
      layer.source_rows.size() != layer.cip_codes.size())
    return Bad(place, "its columns have different lengths");
  for (size_t i = 1; i < layer.cip_codes.size(); ++i) {
    if (std::pair(layer.cip_codes[i - 1], layer.soc_codes[i - 1]) >=
        std::pair(layer.cip_codes[i], layer.soc_codes[i]))
      return Bad(place, "edges are not sorted, or one comes twice");
  }
  return absl::OkStatus();
}

absl::Status CheckChange(const CodeChangeEntry& change,
                         const std::string& place, size_t releases) {
  if (change.release >= releases)
    return Bad(place, "its release is not in the list");
  if (change.to_codes.size() != change.from_codes.size() ||
      change.source_rows.size() != change.from_codes.size())
    return Bad(place, "its columns have different lengths");
  if (!std::is_sorted(change.from_codes.begin(), change.from_codes.end()))
    return Bad(place, "codes are not sorted");
  return absl::OkStatus();
}

absl::Status CheckCips(const std::vector<CipEntry>& cips) {
  for (size_t i = 1; i < cips.size(); ++i) {
    if (std::pair(cips[i - 1].code, cips[i - 1].length) >=
        std::pair(cips[i].code, cips[i].length))
      return Bad(absl::StrCat("cip_codes[", i, "]"),
                 "codes are not sorted, or one comes twice");
  }
  return absl::OkStatus();
}

absl::Status CheckElements(const std::vector<ElementEntry>& elements) {
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i > 0 && elements[i - 1].id >= elements[i].id)
      return Bad(absl::StrCat("elements[", i, "]"),
                 "ids are not sorted, or one comes twice");
    if (elements[i].domain < DescriptorDomain::kSkills ||
        elements[i].domain > DescriptorDomain::kWorkActivities)
      return Bad(absl::StrCat("elements[", i, "]"),
                 "this program knows no such domain");
  }
  return absl::OkStatus();
}

bool AllAtMost(const std::string& bytes, char last) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [last](char byte) { return byte >= 0 && byte <= last; });
}

absl::Status CheckRatings(const DescriptorTableEntry& table,
                          const std::string& place,
                          const EditionTables& tables) {
  const size_t rows = table.elements.size();
  if (table.release >= tables.releases.size())
    return Bad(place, "its release is not in the list");
  if (table.scales.size() != rows || table.hundredths.size() != rows ||
      table.standard_errors.size() != rows ||
      table.recommend_suppress.size() != rows ||
      table.not_relevant.size() != rows || table.source_rows.size() != rows)
    return Bad(place, "its columns have different lengths");
  if (!AllAtMost(table.scales, 1) || !AllAtMost(table.recommend_suppress, 2) ||
      !AllAtMost(table.not_relevant, 2))
    return Bad(place, "a row has a scale or an answer that is none");
  for (const uint32_t element : table.elements) {
    if (element >= tables.elements.size())
      return Bad(place, "a row's element is not in the list");
  }
  if (table.onet_codes.size() != table.row_ends.size() ||
      !std::is_sorted(table.onet_codes.begin(), table.onet_codes.end()) ||
      !std::is_sorted(table.row_ends.begin(), table.row_ends.end()) ||
      (table.row_ends.empty() ? 0 : table.row_ends.back()) != rows)
    return Bad(place, "its rows are not those of its codes");
  return absl::OkStatus();
}

absl::Status CheckCompletions(const CompletionTableEntry& table,
                              const std::string& place, size_t releases) {
  const size_t rows = table.cip_codes.size();
  if (table.release >= releases)
    return Bad(place, "its release is not in the list");
  if (table.majors.size() != rows || table.award_levels.size() != rows ||
      table.awards.size() != rows || table.source_rows.size() != rows)
    return Bad(place, "its columns have different lengths");
  if (table.row_ends.size() != table.institutions.size() ||
      !std::is_sorted(table.row_ends.begin(), table.row_ends.end()) ||
      (table.row_ends.empty() ? 0 : table.row_ends.back()) != rows)
    return Bad(place, "its rows are not those of its institutions");
  for (size_t i = 1; i < table.institutions.size(); ++i) {
    if (table.institutions[i - 1].unitid >= table.institutions[i].unitid)
      return Bad(place, "institutions are not sorted, or one comes twice");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckTables(const EditionTables& tables) {
  PLUMBLINE_RETURN_IF_ERROR(CheckOccupations(tables));
  PLUMBLINE_RETURN_IF_ERROR(CheckRegions(tables.regions));
  PLUMBLINE_RETURN_IF_ERROR(CheckRegionChanges(tables.region_changes));
  PLUMBLINE_RETURN_IF_ERROR(CheckCips(tables.cip_codes));
  for (size_t i = 0; i < tables.figure_tables.size(); ++i)
    PLUMBLINE_RETURN_IF_ERROR(CheckTable(tables.figure_tables[i],
                                         absl::StrCat("figure_tables[", i, "]"),
                                         tables));
  for (size_t i = 0; i < tables.crosswalk_layers.size(); ++i)
    PLUMBLINE_RETURN_IF_ERROR(CheckLayer(
        tables.crosswalk_layers[i], absl::StrCat("crosswalk_layers[", i, "]"),
        tables.releases.size()));
  for (size_t i = 0; i < tables.code_changes.size(); ++i)
    PLUMBLINE_RETURN_IF_ERROR(CheckChange(tables.code_changes[i],
                                          absl::StrCat("code_changes[", i, "]"),
                                          tables.releases.size()));
  PLUMBLINE_RETURN_IF_ERROR(CheckElements(tables.elements));
  for (size_t i = 0; i < tables.descriptor_tables.size(); ++i)
    PLUMBLINE_RETURN_IF_ERROR(
        CheckRatings(tables.descriptor_tables[i],
                     absl::StrCat("descriptor_tables[", i, "]"), tables));
  for (size_t i = 0; i < tables.completion_tables.size(); ++i)
    PLUMBLINE_RETURN_IF_ERROR(CheckCompletions(
        tables.completion_tables[i], absl::StrCat("completion_tables[", i, "]"),
        tables.releases.size()));
  return absl::OkStatus();
}

}  // namespace plumbline::alignment
