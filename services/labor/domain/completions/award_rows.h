#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_AWARD_ROWS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_AWARD_ROWS_H_

#include <cstdint>
#include <map>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/labor/domain/completions/cross_foot.h"
#include "services/labor/domain/completions/row_cells.h"
#include "services/labor/domain/release/completion_table.h"

namespace plumbline::labor::completions {

// Rows of awards, taken one by one: what is kept grows by 20 bytes a row.
class AwardRows {
 public:
  // False when the row was rejected.
  bool Take(const RowCells& cells);

  // Moves the rows to `table` in their order, with the institutions that they
  // have, and reports what the rows say together.
  void Finish(CompletionTable* table, GateReport* report) &&;

 private:
  struct Row {
    uint32_t unitid = 0;
    // 0 is the total of all programs.
    uint32_t cip = 0;
    uint8_t major = 0;
    uint8_t level = 0;
    uint8_t imputation = 0;
    uint32_t awards = 0;
    uint32_t number = 0;
  };

  static bool Read(const RowCells& cells, Row* row);
  void CheckSexes(const RowCells& cells, const Row& row) const;
  void ReportImputations(const CompletionTable& table,
                         GateReport* report) const;

  std::vector<Row> rows_;
  absl::flat_hash_set<uint64_t> seen_;
  CrossFoot cross_foot_;
  // How many rows have each flag.
  std::map<char, int64_t> imputations_;
};

}  // namespace plumbline::labor::completions

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_AWARD_ROWS_H_
