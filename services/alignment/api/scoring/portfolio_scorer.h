#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PORTFOLIO_SCORER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PORTFOLIO_SCORER_H_

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/api/runs/view_row.h"
#include "services/alignment/domain/matching/shared_links.h"
#include "services/alignment/domain/scoring/programs/kernel.h"
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

// The region a program is scored in when nobody asks for others:
// scoring/program_region.h.
//
// Errors:
//   kFailedPrecondition, REGION_UNKNOWN: the edition has none, not even the
//   nation.
absl::StatusOr<RegionIndex> OwnRegion(const Edition& edition,
                                      const SubjectInUse& subject);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SCORING_PORTFOLIO_SCORER_H_
