#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_CHANGES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_CHANGES_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "services/alignment/api/runs/run_view.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// Which verdicts a run answers for: what it does not reach of these is gone,
// what lies outside stays as it was.
struct RunScope {
  std::string provider;            // `providers/-` is all of them.
  std::set<std::string> policies;  // Ids.
  std::set<std::string> regions;   // Ids; empty is all.

  bool Contains(const VerdictKey& key) const;
};

// The scope of a published run.
RunScope ScopeOf(const v1::Run& run);

struct RunChanges {
  // What is to be written, by name.
  std::vector<VerdictRow> changes;
  std::vector<Subject> subjects;
  // All that is visible after.
  std::vector<ViewRow> visible;
  // NewRun::record_digests.
  std::string record_digests;
};

// What run `number` changes of what was visible before it: a verdict is written
// when something else is said of the program, or of another revision of it.
// That the same was said from other inputs is kept by the record digests.
// `before` is null before the first run; `scored` is by name, and so is what is
// visible after. The same on any number of threads.
RunChanges CompareRuns(const RunView* before, const RunScope& scope,
                       std::vector<ViewRow> scored, int64_t number,
                       int threads);

// Counts, and the digest over the record digests in the order of names.
// `scored` by name.
void Summarize(const std::vector<ViewRow>& scored, v1::Run& run);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_CHANGES_H_
