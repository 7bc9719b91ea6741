#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_FIGURE_TABLE_BUILDER_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_FIGURE_TABLE_BUILDER_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/labor/domain/release/gate_report.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// One row of a figure table, ready to be stored.
struct FigureRow {
  uint32_t source_row = 0;
  // From FigureTableBuilder::RegionIndex.
  uint32_t region = 0;
  vocabulary::SocCode code;
  vocabulary::SocLevel level = vocabulary::SocLevel::kDetailed;
  absl::string_view title;
  // Empty for tables over all industries.
  absl::string_view industry;
  // One for each column, in the order in which they were added.
  absl::Span<const vocabulary::Figure> figures;
};

// Fills a FigureTable row by row and keeps its counts: every row is either
// accepted or rejected.
class FigureTableBuilder {
 public:
  FigureTableBuilder(std::string file, std::string sheet) {
    table_.file = std::move(file);
    table_.sheet = std::move(sheet);
  }

  void AddColumn(vocabulary::Measure measure, std::string header);
  // Makes room for so many rows in all, so that growing does not copy.
  void Reserve(size_t rows);
  // The index of the region of this id; adds it when it is new.
  uint32_t RegionIndex(const Region& region);
  void Accept(const FigureRow& row);
  // Counts a row that was read and not kept.
  void Reject() { ++table_.counts.read; }
  // Adds the rows of a builder with the same columns behind those of this one.
  void Append(FigureTableBuilder&& other);

  // The table so far, to set what is the same for all rows.
  FigureTable& table() { return table_; }
  const FigureTable& table() const { return table_; }
  FigureTable Build() && { return std::move(table_); }

 private:
  FigureTable table_;
  absl::flat_hash_map<std::string, uint32_t> region_index_;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_FIGURE_TABLE_BUILDER_H_
