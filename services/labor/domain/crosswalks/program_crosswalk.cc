#include "services/labor/domain/crosswalks/program_crosswalk.h"

#include "services/common/base/status_macros.h"

namespace plumbline::labor::crosswalks {

absl::StatusOr<ReleaseTables> ReadProgramCrosswalk(SourceFiles files) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<SourceTable> tables,
                             LoadTables(files));
  ReleaseTables release;
  release.reference_period = "2020/2018";
  const bool federal = ReadFederalCrosswalk(tables, &release);
  const bool onet = ReadOnetEducationCrosswalk(tables, &release);
  const bool california = ReadCaliforniaCrosswalk(tables, &release);
  if (!federal && !onet && !california) {
    return NoKnownTable(files,
                        "a crosswalk from CIP 2020 to SOC 2018 (CIP2020Code "
                        "and SOC2018Code, 2020 CIP Code and O*NET-SOC 2019 "
                        "Code, or 2020 CIP Code and 2018 SOC Code)");
  }
  return release;
}

}  // namespace plumbline::labor::crosswalks
