#include "services/labor/domain/release/figure_table_builder.h"

#include <iterator>
#include <utility>

namespace plumbline::labor {
namespace {

template <typename T>
void MoveBehind(std::vector<T>&& from, std::vector<T>* to) {
  to->insert(to->end(), std::make_move_iterator(from.begin()),
             std::make_move_iterator(from.end()));
}

}  // namespace

void FigureTableBuilder::AddColumn(vocabulary::Measure measure,
                                   std::string header) {
  table_.columns.push_back({measure, std::move(header), {}});
}

void FigureTableBuilder::Reserve(size_t rows) {
  table_.row_regions.reserve(rows);
  table_.row_codes.reserve(rows);
  table_.row_levels.reserve(rows);
  table_.source_rows.reserve(rows);
  table_.row_titles.reserve(rows);
  for (FigureColumn& column : table_.columns) column.figures.reserve(rows);
}

uint32_t FigureTableBuilder::RegionIndex(const Region& region) {
  const auto next = static_cast<uint32_t>(table_.regions.size());
  const auto [at, added] = region_index_.try_emplace(region.id, next);
  if (added) table_.regions.push_back(region);
  return at->second;
}

void FigureTableBuilder::Accept(const FigureRow& row) {
  ++table_.counts.read;
  ++table_.counts.accepted;
  table_.row_regions.push_back(row.region);
  table_.row_codes.push_back(row.code);
  table_.row_levels.push_back(row.level);
  table_.source_rows.push_back(row.source_row);
  table_.row_titles.emplace_back(row.title);
  if (!row.industry.empty()) table_.industries.emplace_back(row.industry);
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    table_.columns[i].figures.push_back(row.figures[i]);
  }
}

void FigureTableBuilder::Append(FigureTableBuilder&& other) {
  FigureTable& more = other.table_;
  std::vector<uint32_t> index_here;
  for (const Region& region : more.regions) {
    index_here.push_back(RegionIndex(region));
  }
  for (const uint32_t region : more.row_regions) {
    table_.row_regions.push_back(index_here[region]);
  }
  MoveBehind(std::move(more.row_codes), &table_.row_codes);
  MoveBehind(std::move(more.row_levels), &table_.row_levels);
  MoveBehind(std::move(more.source_rows), &table_.source_rows);
  MoveBehind(std::move(more.row_titles), &table_.row_titles);
  MoveBehind(std::move(more.industries), &table_.industries);
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    MoveBehind(std::move(more.columns[i].figures), &table_.columns[i].figures);
  }
  table_.counts.read += more.counts.read;
  table_.counts.accepted += more.counts.accepted;
}

}  // namespace plumbline::labor
