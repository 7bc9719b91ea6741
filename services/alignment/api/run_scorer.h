#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUN_SCORER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUN_SCORER_H_

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/api/run_view.h"
#include "services/alignment/domain/matching/shared_links.h"

namespace plumbline::alignment {

// What a run scores, and with what.
struct RunInputs {
  std::shared_ptr<const Edition> edition;
  // The day on which lists are read, `YYYY-MM-DD`.
  std::string day;
  // Bound to `edition`; each policy once.
  std::vector<std::shared_ptr<const PolicyInUse>> policies;
  // Empty: each program's own.
  std::vector<RegionIndex> regions;
  std::vector<std::shared_ptr<const SubjectInUse>> subjects;
};

// The links of all programs of a run, found once for all policies that look at
// the same.
class PortfolioLinks {
 public:
  // `inputs` outlives the object.
  explicit PortfolioLinks(const RunInputs& inputs) : inputs_(inputs) {}
  // In the order of the subjects; they live as long as this.
  const std::vector<const LinkSet*>& Under(const LinkRule& rule);

 private:
  struct Kept {
    // Null until asked for.
    std::unique_ptr<SharedLinks> shared;
    std::vector<const LinkSet*> of_subject;
  };

  const RunInputs& inputs_;
  // Without texts and with them.
  std::array<Kept, 2> kept_;
};

// The region a program is scored in when nobody asks for others:
// scoring/program_region.h.
//
// Errors:
//   kFailedPrecondition, REGION_UNKNOWN: the edition has none, not even the
//   nation.
absl::StatusOr<RegionIndex> OwnRegion(const Edition& edition,
                                      const SubjectInUse& subject);

// Every verdict of the run by the name of its alignment: program x region x
// policy. `run`, the grace and the flags' `since_run` are not set. The same on
// any number of threads.
//
// With `before`, a verdict whose inputs are those of its row there is taken
// over and not scored again: nothing else may influence it, so the rows are the
// same with and without.
//
// Errors: those of OwnRegion.
absl::StatusOr<std::vector<ViewRow>> ScoreRun(const RunInputs& inputs,
                                              int threads,
                                              const RunView* before = nullptr);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUN_SCORER_H_
