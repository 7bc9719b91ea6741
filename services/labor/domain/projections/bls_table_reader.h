#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_BLS_TABLE_READER_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_BLS_TABLE_READER_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/labor/domain/projections/bls_columns.h"
#include "services/labor/domain/release/figure_table_builder.h"

namespace plumbline::labor::projections {

// What the sheets of one file share.
struct BlsFile {
  std::string name;
  // From the first table that has the two columns of employment.
  std::optional<Horizon> horizon;
  // What earlier sheets gave.
  std::set<vocabulary::Measure> taken;
};

// Reads one sheet of the workbook or the CSV: heading rows, rows with a code,
// footers.
class BlsTableReader {
 public:
  BlsTableReader(BlsFile* file, std::string sheet, GateReport* report);

  // `fields` are the cells by column.
  void AddRow(uint32_t source_row, absl::Span<const absl::string_view> fields);

  // Moves the table to `tables` when the sheet added any measure.
  void Finish(ReleaseTables* tables) &&;

 private:
  bool FindCode(absl::Span<const absl::string_view> fields);
  void StartTable();
  void AddDataRow(uint32_t source_row,
                  absl::Span<const absl::string_view> fields);
  bool ReadFigures(uint32_t source_row,
                   absl::Span<const absl::string_view> fields);
  vocabulary::Figure ReadLevel(uint32_t source_row,
                               const BlsColumns::Bound& bound,
                               absl::Span<const absl::string_view> fields);
  void AddFinding(Severity severity, absl::string_view rule,
                  uint32_t source_row, int32_t column, absl::string_view value,
                  std::string message);

  BlsFile* file_;
  GateReport* report_;
  FigureTableBuilder builder_;
  std::vector<std::vector<std::string>> heading_rows_;
  std::vector<std::string> headings_;
  BlsColumns columns_;
  // -1 until the first row with a code.
  int32_t code_column_ = -1;
  std::vector<vocabulary::Figure> figures_;
};

}  // namespace plumbline::labor::projections

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_PROJECTIONS_BLS_TABLE_READER_H_
