#include <algorithm>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/completions/read_completions.h"

namespace plumbline::labor::completions {
namespace {

constexpr int64_t kDriftWarningPercent = 10;
constexpr int64_t kDriftFatalPercent = 50;

void CompareRows(const CompletionTable& before, const CompletionTable& after,
                 GateReport* report) {
  const auto rows_before = static_cast<int64_t>(before.rows.size());
  const auto rows_after = static_cast<int64_t>(after.rows.size());
  const int64_t change = std::abs(rows_after - rows_before) * 100;
  if (change <= rows_before * kDriftWarningPercent) return;
  report->Add({.severity = change > rows_before * kDriftFatalPercent
                               ? Severity::kFatal
                               : Severity::kWarning,
               .rule = "row-drift",
               .place = {.file = after.file},
               .value = absl::StrCat(rows_after),
               .message = absl::StrCat(
                   "The release before has ", rows_before, " rows of awards, ",
                   "this one ", rows_after, ": check that it is complete.")});
}

void CompareInstitutions(const CompletionTable& before,
                         const CompletionTable& after, GateReport* report) {
  const auto has = [&](const Institution& institution) {
    return std::binary_search(after.institutions.begin(),
                              after.institutions.end(), institution,
                              [](const Institution& a, const Institution& b) {
                                return a.unitid < b.unitid;
                              });
  };
  const auto vanished =
      std::count_if(before.institutions.begin(), before.institutions.end(),
                    [&](const Institution& one) { return !has(one); });
  if (vanished == 0) return;
  report->Add({.severity = Severity::kNote,
               .rule = "institutions-vanished",
               .place = {.file = after.file, .column = "UNITID"},
               .value = absl::StrCat(vanished),
               .message = absl::StrCat(
                   vanished,
                   " institutions of the release before have no awards in "
                   "this one.")});
}

}  // namespace

void CompareCompletions(const ReleaseTables& previous, ReleaseTables* release) {
  if (previous.completions.empty() || release->completions.empty()) return;
  const CompletionTable& before = previous.completions.front();
  const CompletionTable& after = release->completions.front();
  CompareRows(before, after, &release->report);
  CompareInstitutions(before, after, &release->report);
}

}  // namespace plumbline::labor::completions
