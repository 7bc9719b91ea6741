#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUN_SCORER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUN_SCORER_H_

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/api/run_view.h"
#include "services/alignment/domain/scoring/kernel.h"
#include "services/common/base/mutex.h"

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
  const std::vector<LinkSet>& Under(const LinkRule& rule);

 private:
  const RunInputs& inputs_;
  // Without texts and with them; empty until asked for.
  std::array<std::vector<LinkSet>, 2> links_;
};

// Alignments to score under one policy.
struct OpenEntries {
  size_t policy = 0;  // Its place in the inputs.
  // Places among PortfolioScorer's entries, rising.
  std::vector<uint32_t> places;
};

// Scores the alignments of a run, any of them at a time and in any order.
//
// Thread-safe.
class PortfolioScorer {
 public:
  // Errors: those of OwnRegion.
  static absl::StatusOr<std::shared_ptr<PortfolioScorer>> Create(
      std::shared_ptr<const RunInputs> inputs);

  // A program in a region, by its place in the inputs. In the order of the
  // names of their alignments, whatever the policy.
  struct Entry {
    size_t subject = 0;
    RegionIndex region = 0;
  };

  const RunInputs& inputs() const { return *inputs_; }
  const std::vector<Entry>& entries() const { return entries_; }

  // In the order of `open`. The same whatever else is asked, and on any number
  // of threads.
  std::vector<ScoredProgram> Score(const OpenEntries& open, int threads);

 private:
  // What policies that look at the same links share.
  struct Shared;

  PortfolioScorer(std::shared_ptr<const RunInputs> inputs,
                  std::vector<Entry> entries)
      : inputs_(std::move(inputs)),
        entries_(std::move(entries)),
        links_(*inputs_) {}
  std::shared_ptr<const Shared> SharedBy(const OpenEntries& open);

  const std::shared_ptr<const RunInputs> inputs_;
  const std::vector<Entry> entries_;
  base::Mutex mutex_;
  PortfolioLinks links_ ABSL_GUARDED_BY(mutex_);
  // The latest ones.
  std::deque<std::shared_ptr<const Shared>> shared_ ABSL_GUARDED_BY(mutex_);
};

// Scores what is open: a list for each.
using ScoreOpen =
    std::function<absl::StatusOr<std::vector<std::vector<ScoredProgram>>>(
        const std::vector<OpenEntries>& open)>;

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

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUN_SCORER_H_
