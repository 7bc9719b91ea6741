#ifndef PLUMBLINE_TESTS_FUZZ_LABOR_FIGURES_READ_AND_CHECK_H_
#define PLUMBLINE_TESTS_FUZZ_LABOR_FIGURES_READ_AND_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/labor/domain/gates/figure_gates.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

inline void Require(bool holds) {
  if (!holds) std::abort();
}

// What holds for whatever was read: all vectors of a table are of one length,
// every row is accepted or rejected, and the gates come to an end.
inline void CheckTables(absl::StatusOr<ReleaseTables> tables) {
  if (!tables.ok()) return;
  for (const FigureTable& table : tables->figures) {
    const size_t rows = table.row_codes.size();
    Require(table.counts.accepted == static_cast<int64_t>(rows));
    Require(table.counts.read >= table.counts.accepted);
    Require(table.row_regions.size() == rows);
    Require(table.row_levels.size() == rows);
    Require(table.source_rows.size() == rows);
    Require(table.row_titles.size() == rows);
    Require(table.industries.empty() || table.industries.size() == rows);
    for (const uint32_t region : table.row_regions) {
      Require(region < table.regions.size());
    }
    for (const FigureColumn& column : table.columns) {
      Require(column.figures.size() == rows);
    }
  }
  gates::CheckFigures(&*tables);
  Require(gates::CompareWithPrevious(*tables, *tables).empty());
}

// Reads rows of any bytes under a right heading, and any bytes at all, as a
// file of that name.
inline void ReadAndCheck(absl::StatusOr<ReleaseTables> (*read)(SourceFiles),
                         const char* file, const std::string& heading,
                         const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& text : {heading + bytes, bytes}) {
    const SourceFile source = {file, text};
    CheckTables(read({&source, 1}));
  }
}

}  // namespace plumbline::labor

#endif  // PLUMBLINE_TESTS_FUZZ_LABOR_FIGURES_READ_AND_CHECK_H_
