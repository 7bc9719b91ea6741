#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_PROGRAM_CROSSWALK_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_PROGRAM_CROSSWALK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/labor/domain/crosswalks/source_table.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::crosswalks {

// Reads crosswalks from CIP 2020 to SOC 2018. Each sheet is known by its
// headings:
//
// * the federal one (NCES and BLS), as workbook or as CSV of its sheet CIP-SOC:
//   layer "federal". An edge that only the sheet SOC-CIP has makes a table of
//   its own; one that only CIP-SOC has is a warning ("sheets-disagree").
// * O*NET's education crosswalk: layer "onet-education", its O*NET-SOC codes
//   rolled up to six digits.
// * California's TOP-CIP-SOC: layer "california-coe". The combined codes of its
//   labor market vendor become the SOC codes that the workbook lists for them;
//   a code that is neither SOC 2018 nor listed rejects its row
//   ("hybrid-unmapped").
//
// 99-9999 and 99.9999 are never edges: they make the other code unmatched.
// The reference period is "2020/2018".
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: no sheet has known headings.
//   As LoadTables.
absl::StatusOr<ReleaseTables> ReadProgramCrosswalk(SourceFiles files);

// The parts of it, one for each publisher. Each reads its sheets among `tables`
// into `release` and says whether there were any.
bool ReadFederalCrosswalk(const std::vector<SourceTable>& tables,
                          ReleaseTables* release);
bool ReadOnetEducationCrosswalk(const std::vector<SourceTable>& tables,
                                ReleaseTables* release);
bool ReadCaliforniaCrosswalk(const std::vector<SourceTable>& tables,
                             ReleaseTables* release);

}  // namespace plumbline::labor::crosswalks

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_PROGRAM_CROSSWALK_H_
