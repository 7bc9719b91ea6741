// Any bytes as a crosswalk, a classification or a list of credentials: the
// readers stay in bounds, no match is never an edge, edges, changes and
// credentials are sorted and no two are alike.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "services/labor/domain/crosswalks/credential_list.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"
#include "services/labor/domain/crosswalks/taxonomies.h"

namespace {

namespace labor = plumbline::labor;

void CheckRows(const labor::RowCounts& rows) {
  if (rows.accepted < 0 || rows.rejected() < 0) std::abort();
}

void CheckCredentials(const labor::ReleaseTables& release) {
  for (const auto& table : release.credentials) {
    for (size_t i = 0; i < table.entries.size(); ++i) {
      const auto& entry = table.entries[i];
      if (entry.code.empty() || entry.title.empty()) std::abort();
      if (i == 0) continue;
      const auto& before = table.entries[i - 1];
      if (std::tie(before.code, before.occupation, before.title) >=
          std::tie(entry.code, entry.occupation, entry.title))
        std::abort();
    }
  }
}

void Check(const labor::ReleaseTables& release) {
  CheckRows(release.TotalRows());
  for (const auto& table : release.crosswalks) {
    for (size_t i = 0; i < table.edges.size(); ++i) {
      const auto& edge = table.edges[i];
      if (edge.cip.IsNoMatch() || edge.soc.IsNoMatch()) std::abort();
      if (i == 0) continue;
      const auto& before = table.edges[i - 1];
      if (std::pair(before.cip, before.soc) >= std::pair(edge.cip, edge.soc))
        std::abort();
    }
  }
  for (const auto& table : release.code_changes) {
    for (size_t i = 1; i < table.changes.size(); ++i) {
      const auto& before = table.changes[i - 1];
      const auto& change = table.changes[i];
      if (std::pair(before.from, before.to) >=
          std::pair(change.from, change.to))
        std::abort();
    }
  }
  CheckCredentials(release);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const labor::SourceFile file{"table",
                               {reinterpret_cast<const char*>(bytes), size}};
  for (const auto reader : {labor::crosswalks::ReadProgramCrosswalk,
                            labor::crosswalks::ReadProgramTaxonomy,
                            labor::crosswalks::ReadCourseTaxonomy,
                            labor::crosswalks::ReadCredentialList,
                            labor::crosswalks::ReadOccupationTaxonomy,
                            labor::crosswalks::ReadCodeChanges}) {
    const auto release = reader({&file, 1});
    if (release.ok()) Check(*release);
  }
  return 0;
}
