#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_DIRECTORY_ROWS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_DIRECTORY_ROWS_H_

#include <cstdint>
#include <map>

#include "services/labor/domain/completions/row_cells.h"
#include "services/labor/domain/release/completion_table.h"

namespace plumbline::labor::completions {

// The directory of institutions, read row by row.
class DirectoryRows {
 public:
  // False when the row was rejected.
  bool Take(const RowCells& cells);
  // Null when no row has the institution.
  const Institution* Find(uint32_t unitid) const;

 private:
  std::map<uint32_t, Institution> institutions_;
};

// A UNITID of six digits; nothing for anything else.
std::optional<uint32_t> UnitidOf(const RowCells& cells);

}  // namespace plumbline::labor::completions

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_COMPLETIONS_DIRECTORY_ROWS_H_
