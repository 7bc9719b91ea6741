#include "services/alignment/api/scoring/replay.h"

#include <string>
#include <utility>
#include <vector>

#include "services/alignment/api/runs/row_pairs.h"
#include "services/alignment/api/runs/run_changes.h"
#include "services/alignment/api/scoring/run_inputs.h"
#include "services/alignment/api/scoring/run_scorer.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

constexpr int kMostDifferences = 100;

// The rows that a run reached itself, by name: others stand in its view as
// earlier runs left them.
std::vector<ViewRow> ReachedBy(const RunView& view) {
  const RunScope scope = ScopeOf(view.run());
  std::vector<ViewRow> rows;
  for (const ViewRow& row : view.rows()) {
    if (scope.Contains(row.key())) rows.push_back(row);
  }
  return rows;
}

// Counts and lists what differs between two lists by name.
class ReplayComparison {
 public:
  explicit ReplayComparison(v1::ReplayRunResponse& response)
      : response_(response) {}

  void Compare(const std::vector<ViewRow>& stored,
               const std::vector<ViewRow>& replayed) {
    ForEachPair(stored, replayed,
                [this](const ViewRow* was, const ViewRow* is) {
                  if (was == nullptr || is == nullptr || !Same(*was, *is))
                    Add(was, is);
                });
  }

 private:
  static bool Same(const ViewRow& stored, const ViewRow& replayed) {
    return stored.answer.verdict == replayed.answer.verdict &&
           stored.record_sha256 == replayed.record_sha256;
  }

  void Add(const ViewRow* stored, const ViewRow* replayed) {
    response_.set_difference_count(response_.difference_count() + 1);
    if (response_.differences_size() == kMostDifferences) return;
    v1::ReplayDifference& difference = *response_.add_differences();
    difference.set_alignment((stored == nullptr ? replayed : stored)->name());
    if (stored != nullptr) {
      difference.set_stored(stored->answer.verdict);
      difference.set_stored_record_sha256(base::ToHex(stored->record_sha256));
    }
    if (replayed != nullptr) {
      difference.set_replayed(replayed->answer.verdict);
      difference.set_replayed_record_sha256(
          base::ToHex(replayed->record_sha256));
    }
  }

  v1::ReplayRunResponse& response_;
};

}  // namespace

absl::StatusOr<v1::ReplayRunResponse> Replay(AlignmentStore& store,
                                             EditionCache& editions,
                                             const RunView& stored,
                                             int threads) {
  const std::vector<ViewRow> reached = ReachedBy(stored);
  PLUMBLINE_ASSIGN_OR_RETURN(RunInputs inputs,
                             InputsOfRun(store, editions, stored.run()));
  inputs.subjects = SubjectsIn(reached);
  PLUMBLINE_ASSIGN_OR_RETURN(const std::vector<ViewRow> replayed,
                             ScoreRun(inputs, threads));
  v1::Run again;
  Summarize(replayed, again);
  v1::ReplayRunResponse response;
  *response.mutable_run() = stored.run();
  response.set_verdicts_sha256(again.verdicts_sha256());
  response.set_verdict_count(again.verdict_count());
  response.set_model_version(
      std::string(kModelVersion.data(), kModelVersion.size()));
  ReplayComparison(response).Compare(reached, replayed);
  response.set_same(response.difference_count() == 0 &&
                    again.verdicts_sha256() == stored.run().verdicts_sha256());
  return response;
}

}  // namespace plumbline::alignment
