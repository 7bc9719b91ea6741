#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_SCORER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_SCORER_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/api/scoring/portfolio_scorer.h"

namespace plumbline::alignment {

// Scores what is open: a list for each.
using ScoreOpen =
    std::function<absl::StatusOr<std::vector<std::vector<ScoredProgram>>>(
        const std::vector<OpenEntries>& open)>;

// Every verdict of the run by the name of its alignment: program x region x
// policy. `run`, the grace and the flags' `since_run` are not set. The same on
// any number of threads.
//
// Errors: those of OwnRegion.
absl::StatusOr<std::vector<ViewRow>> ScoreRun(const RunInputs& inputs,
                                              int threads);

// The same with `before`, where a verdict whose inputs are those of its row
// there is taken over and not scored again: nothing else may influence it, so
// the rows are the same with and without. Null takes nothing over. The others
// are scored by `score`.
//
// Errors: those of `score`.
absl::StatusOr<std::vector<ViewRow>> ScoreRun(const PortfolioScorer& portfolio,
                                              const RunView* before,
                                              const ScoreOpen& score);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_RUN_SCORER_H_
