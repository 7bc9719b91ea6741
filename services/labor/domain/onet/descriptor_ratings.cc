#include "services/labor/domain/onet/descriptor_ratings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace plumbline::labor::onet {
namespace {

constexpr uint32_t kNoScale = UINT32_MAX;
constexpr int32_t kTenThousandthsInAHundredth = 100;

// The indexes of the scales IM and LV.
struct Scales {
  uint32_t importance = kNoScale;
  uint32_t level = kNoScale;
};

Scales ScalesOf(const OnetTables& tables) {
  Scales scales;
  for (uint32_t i = 0; i < tables.scales.size(); ++i) {
    if (tables.Text(tables.scales[i].id) == "IM") scales.importance = i;
    if (tables.Text(tables.scales[i].id) == "LV") scales.level = i;
  }
  return scales;
}

std::optional<DescriptorScale> ScaleOf(const Scales& scales, uint32_t scale) {
  if (scale == scales.importance) return DescriptorScale::kImportance;
  if (scale == scales.level) return DescriptorScale::kLevel;
  return std::nullopt;
}

// The rows that editions carry, in the order of code, element id and scale.
// `rank` gives each element's place among the sorted ids.
std::vector<uint32_t> RowsInOrder(const RatingTable& table,
                                  const Scales& scales,
                                  const std::vector<uint32_t>& rank) {
  std::vector<uint32_t> rows;
  rows.reserve(table.size());
  for (uint32_t i = 0; i < table.size(); ++i) {
    if (table.value[i].present() && ScaleOf(scales, table.scale[i])) {
      rows.push_back(i);
    }
  }
  const auto before = [&](uint32_t a, uint32_t b) {
    if (table.occupation[a] != table.occupation[b]) {
      return table.occupation[a] < table.occupation[b];
    }
    if (table.element[a] != table.element[b]) {
      return rank[table.element[a]] < rank[table.element[b]];
    }
    return *ScaleOf(scales, table.scale[a]) < *ScaleOf(scales, table.scale[b]);
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before)) {
    std::sort(rows.begin(), rows.end(), before);
  }
  return rows;
}

// The table's elements by id, and their places in `rank` by OnetTables index.
std::vector<DescriptorElement> ElementsOf(const OnetTables& tables,
                                          const RatingTable& table,
                                          std::vector<uint32_t>* rank) {
  std::vector<uint32_t> used = table.element;
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::sort(used.begin(), used.end(), [&](uint32_t a, uint32_t b) {
    return tables.Text(tables.elements[a].id) <
           tables.Text(tables.elements[b].id);
  });
  std::vector<DescriptorElement> elements;
  rank->assign(tables.elements.size(), 0);
  for (const uint32_t index : used) {
    const Element& element = tables.elements[index];
    (*rank)[index] = static_cast<uint32_t>(elements.size());
    elements.push_back({std::string(tables.Text(element.id)),
                        std::string(tables.Text(element.name)),
                        static_cast<DescriptorDomain>(table.kind)});
  }
  return elements;
}

void Append(const OnetTables& tables, const RatingTable& from, uint32_t row,
            DescriptorScale scale, const std::vector<uint32_t>& rank,
            DescriptorRows* rows) {
  const Decimal4 error = from.standard_error[row];
  rows->onet_codes.push_back(static_cast<uint32_t>(
      tables.occupations[from.occupation[row]].code.digits()));
  rows->elements.push_back(rank[from.element[row]]);
  rows->scales.push_back(scale);
  rows->hundredths.push_back(static_cast<uint32_t>(
      from.value[row].ten_thousandths / kTenThousandthsInAHundredth));
  rows->standard_errors.push_back(
      error.present() ? static_cast<uint32_t>(error.ten_thousandths) + 1 : 0);
  rows->recommend_suppress.push_back(
      static_cast<uint8_t>(from.recommend_suppress[row]));
  rows->not_relevant.push_back(static_cast<uint8_t>(from.not_relevant[row]));
  rows->source_rows.push_back(from.row[row]);
}

DescriptorTable TableOf(const OnetTables& tables, const RatingTable& from,
                        const Scales& scales) {
  DescriptorTable table;
  for (const OnetFile& file : tables.files) {
    if (file.name != from.file) continue;
    table.file = file.file;
    table.sheet = file.sheet;
  }
  std::vector<uint32_t> rank;
  table.elements = ElementsOf(tables, from, &rank);
  for (const uint32_t row : RowsInOrder(from, scales, rank)) {
    Append(tables, from, row, *ScaleOf(scales, from.scale[row]), rank,
           &table.rows);
  }
  return table;
}

}  // namespace

std::vector<DescriptorTable> DescriptorRatings(const OnetTables& tables) {
  const Scales scales = ScalesOf(tables);
  std::vector<DescriptorTable> all;
  for (const RatingTable& table : tables.ratings) {
    if (table.kind > RatingKind::kWorkActivities) continue;
    all.push_back(TableOf(tables, table, scales));
  }
  return all;
}

}  // namespace plumbline::labor::onet
