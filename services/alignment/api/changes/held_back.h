#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_HELD_BACK_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_HELD_BACK_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/alignment/api/changes/composed_editions.h"
#include "services/alignment/api/changes/said.h"
#include "services/alignment/api/runs/row_pairs.h"
#include "services/alignment/domain/changes/cause_search.h"

namespace plumbline::alignment {

// What would be said of some alignments if some of the inputs that differ were
// still what they were: the counterfactuals by which causes are found. All
// pairs are of one policy before and one after, bound to one edition each.
//
// Each set of inputs is evaluated once, for all pairs. One thread at a time.
class HeldBack {
 public:
  // The rows and `editions` outlive the object. `pairs` is not empty.
  HeldBack(std::vector<RowPair> pairs, ComposedEditions& editions, int threads);

  // The inputs that differ between the two rows of a pair: none when nothing
  // was different.
  InputSet Differing(size_t pair) const { return differing_[pair]; }
  // What they are, for a pair that they differ in.
  v1::Cause CauseOf(size_t pair, int input) const;

  // What is said with nothing and with everything held back.
  const Said& After(size_t pair);
  const Said& Before(size_t pair);
  // What would be said with these inputs as they were before; null when it
  // cannot be told: an edition cannot be composed, or an older version of the
  // code would have to run.
  const Said* With(size_t pair, InputSet held);

 private:
  // Bits after those of the releases.
  enum Input { kPolicy, kDay, kModel, kProgram, kTexts };

  int BitOf(Input input) const {
    return static_cast<int>(releases_.size()) + input;
  }
  bool Holds(InputSet held, Input input) const {
    return (held >> BitOf(input) & 1) != 0;
  }
  InputSet AllReleases() const { return (InputSet{1} << releases_.size()) - 1; }
  InputSet DifferingIn(const RowPair& pair) const;
  const std::optional<std::vector<Said>>& All(InputSet held);
  std::optional<std::vector<Said>> Evaluate(InputSet held);
  std::shared_ptr<const Edition> EditionWith(InputSet held);
  std::shared_ptr<const PolicyInUse> PolicyWith(InputSet held);
  std::shared_ptr<const SubjectInUse> SubjectWith(size_t pair, InputSet held);

  const std::vector<RowPair> pairs_;
  ComposedEditions& editions_;
  const int threads_;
  const PolicyInUse& before_;
  const PolicyInUse& after_;
  std::vector<ReleaseChange> releases_;
  std::vector<InputSet> differing_;
  std::map<InputSet, std::optional<std::vector<Said>>> said_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_HELD_BACK_H_
