// The awards of the pinned releases.

#include <utility>

#include "services/labor/domain/edition/edition_parts.h"

namespace plumbline::labor {
namespace {

// Without the rows that say that nobody had the award.
CompletionRows WithAwards(const CompletionRows& rows) {
  CompletionRows kept;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows.awards[i] == 0) continue;
    kept.institutions.push_back(rows.institutions[i]);
    kept.cips.push_back(rows.cips[i]);
    kept.majors.push_back(rows.majors[i]);
    kept.award_levels.push_back(rows.award_levels[i]);
    kept.awards.push_back(rows.awards[i]);
    kept.source_rows.push_back(rows.source_rows[i]);
  }
  return kept;
}

}  // namespace

std::vector<EditionCompletions> JoinCompletions(ReleasesToPin releases) {
  std::vector<EditionCompletions> joined;
  for (uint32_t i = 0; i < releases.size(); ++i) {
    for (const CompletionTable& table : releases[i].tables->completions) {
      joined.push_back({{i, table.file, ""},
                        releases[i].tables->reference_period,
                        table.institutions,
                        WithAwards(table.rows)});
    }
  }
  return joined;
}

}  // namespace plumbline::labor
