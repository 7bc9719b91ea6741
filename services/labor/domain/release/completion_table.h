#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_COMPLETION_TABLE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_COMPLETION_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor {

// An institution that confers awards.
struct Institution {
  // UNITID, six digits.
  uint32_t unitid = 0;
  // Empty when no directory says it.
  std::string title;
  // The ids of the state and county that it is in, `us-ca` and
  // `us-county-06037`; empty where the directory does not say.
  std::string state;
  std::string county;
  friend bool operator==(const Institution&, const Institution&) = default;
};

// Awards by institution, program code and level. All vectors have the same
// length; rows are sorted by institution, CIP, major and award level, and none
// comes twice. The publisher's totals (CIPCODE 99) are checked and not rows.
struct CompletionRows {
  // By place in the list of institutions.
  std::vector<uint32_t> institutions;
  // Six digits of CIP 2020.
  std::vector<uint32_t> cips;
  // 1 for first majors, 2 for second ones.
  std::vector<uint8_t> majors;
  // AWLEVEL: docs/formats/completions.md has the list.
  std::vector<uint8_t> award_levels;
  std::vector<uint32_t> awards;
  // XCTOTALT, how the count came about: `R` is reported; 0 where the file has
  // no such column.
  std::vector<uint8_t> imputations;
  // The row in the publisher's file, from 1.
  std::vector<uint32_t> source_rows;

  size_t size() const { return cips.size(); }
  friend bool operator==(const CompletionRows&,
                         const CompletionRows&) = default;
};

// Awards conferred in a year, from one file with the directory of its
// institutions.
struct CompletionTable {
  std::string file;
  // The file that says where institutions are; empty when there is none.
  std::string directory;
  // Those with a row, sorted by UNITID.
  std::vector<Institution> institutions;
  CompletionRows rows;
  // Rows of `file`, totals included, and of `directory`.
  RowCounts counts;
  RowCounts directory_counts;
};

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_RELEASE_COMPLETION_TABLE_H_
