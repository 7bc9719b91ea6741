#include "services/alignment/api/runs/run_retention.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "services/alignment/api/runs/run_pins.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"

namespace plumbline::alignment {
namespace {

// A run was served until the one after it became visible.
std::vector<absl::Time> ServedUntil(const std::vector<v1::Run>& newest_first) {
  std::vector<absl::Time> until;
  for (size_t i = 0; i < newest_first.size(); ++i) {
    until.push_back(i == 0 ? absl::InfiniteFuture()
                           : base::TimeOf(newest_first[i - 1].publish_time()));
  }
  return until;
}

// Adds what the runs of `kept` need, and what these need. A run whose
// predecessor is kept needs nothing that the predecessor does not.
absl::Status AddNeeded(AlignmentStore& store, std::set<int64_t>& kept) {
  for (auto it = kept.rbegin(); it != kept.rend(); ++it) {
    if (*it == 1 || kept.count(*it - 1) > 0) continue;
    PLUMBLINE_ASSIGN_OR_RETURN(const std::set<int64_t> needed,
                               RunsThatPin(store, *it));
    kept.insert(needed.begin(), needed.end());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::PurgeRunsResponse> PurgeRuns(AlignmentStore& store,
                                                const base::RetentionRule& rule,
                                                absl::Time now,
                                                bool validate_only) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<v1::Run> runs,
                             store.RunsBefore(0, INT32_MAX));
  const std::vector<bool> keeps = base::Keeps(rule, ServedUntil(runs), now);
  std::set<int64_t> kept;
  for (size_t i = 0; i < runs.size(); ++i) {
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t run, ParseRunName(runs[i].name()));
    if (keeps[i] && !runs[i].has_purge_time()) kept.insert(run);
  }
  PLUMBLINE_RETURN_IF_ERROR(AddNeeded(store, kept));

  v1::PurgeRunsResponse response;
  RunPurge purge = {{}, now, base::RuleText(rule)};
  std::set<std::string> editions;
  for (const v1::Run& run : runs) {
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t number, ParseRunName(run.name()));
    if (kept.count(number) > 0) editions.insert(run.edition());
    if (kept.count(number) > 0 || run.has_purge_time()) continue;
    purge.runs.push_back(number);
    response.add_purged(run.name());
  }
  response.set_rule(purge.rule);
  response.set_kept_count(static_cast<int64_t>(kept.size()));
  *response.mutable_pinned_editions() = {editions.begin(), editions.end()};
  if (validate_only) return response;
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t removed, store.PurgeRuns(purge));
  response.set_removed_verdict_count(removed);
  return response;
}

}  // namespace plumbline::alignment
