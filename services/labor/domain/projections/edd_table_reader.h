#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_TABLE_READER_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_TABLE_READER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/labor/domain/projections/edd_columns.h"
#include "services/labor/domain/projections/heading.h"
#include "services/labor/domain/release/figure_table_builder.h"

namespace plumbline::labor::projections {

// What is the same for all rows of a file or sheet.
struct EddContext {
  std::string file;
  std::string sheet;
  EddColumns columns;
  // Percentages as fractions, as in the workbooks.
  bool fractions = false;
  // The period of all rows when there is no column for it.
  std::optional<Horizon> period;
};

// Turns the rows of one file or sheet into one table for each period: periods
// of different vintages stand in one file.
class EddTableReader {
 public:
  EddTableReader(EddContext context, GateReport* report);

  // `fields` are the cells by column.
  void AddRow(uint32_t source_row, absl::Span<const absl::string_view> fields);

  // Moves the tables to `tables`, in the order of their first rows.
  void Finish(ReleaseTables* tables) &&;

 private:
  absl::string_view Text(int32_t column) const;
  FigureTableBuilder* TableOf(const Horizon& period);
  bool ReadRow(const Horizon& period, FigureTableBuilder* table,
               FigureRow* row);
  bool ReadLevel(vocabulary::SocCode code, vocabulary::SocLevel* level);
  bool ReadRegion(const Horizon& period, FigureTableBuilder* table,
                  uint32_t* region);
  bool ReadFigures();
  bool ReadFigure(size_t index);
  void ResolveWages();
  void Warn(absl::string_view rule, int32_t column, std::string message);
  bool Reject(absl::string_view rule, int32_t column, std::string message);
  void AddFinding(Severity severity, absl::string_view rule, int32_t column,
                  std::string message);

  EddContext context_;
  GateReport* report_;
  std::vector<FigureTableBuilder> builders_;
  std::vector<Horizon> periods_;
  // Rows whose period could not be read belong to no table.
  int64_t without_period_ = 0;

  // The row in hand.
  uint32_t source_row_ = 0;
  absl::Span<const absl::string_view> fields_;
  std::vector<vocabulary::Figure> figures_;
};

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_EDD_TABLE_READER_H_
