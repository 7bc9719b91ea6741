#include "services/alignment/domain/changes/cause_search.h"

#include <bit>

namespace plumbline::alignment {
namespace {

// The sets of `size` inputs out of `differing`, in the order of their bits.
std::vector<InputSet> SetsOf(InputSet differing, int size) {
  std::vector<InputSet> sets;
  for (int first = 0; first < kMaxInputs; ++first) {
    const InputSet one = InputSet{1} << first;
    if ((differing & one) == 0) continue;
    if (size == 1) {
      sets.push_back(one);
      continue;
    }
    for (int second = first + 1; second < kMaxInputs; ++second) {
      const InputSet other = InputSet{1} << second;
      if ((differing & other) != 0) sets.push_back(one | other);
    }
  }
  return sets;
}

class Search {
 public:
  Search(InputSet differing, const Undone& undone)
      : differing_(differing), undone_(undone) {}

  FoundCauses Run() {
    const int inputs = std::popcount(differing_);
    for (int size = 1; size <= 2 && size < inputs; ++size) {
      for (const InputSet held : SetsOf(differing_, size)) {
        if (Undoes(held)) found_.sets.push_back(held);
      }
      if (!found_.sets.empty()) return Found();
    }
    found_.sets = {Minimal()};
    // With up to two tried in vain, three are the fewest.
    if (std::popcount(found_.sets.front()) > 3) found_.smallest = false;
    return Found();
  }

 private:
  bool Undoes(InputSet held) {
    const std::optional<bool> undone = undone_(held);
    if (!undone) untold_ = true;
    return undone.value_or(false);
  }

  // Again until nothing can be left out: giving up one input may make another
  // one needless.
  InputSet Minimal() {
    InputSet held = differing_;
    for (InputSet before = 0; before != held;) {
      before = held;
      for (int input = kMaxInputs - 1; input >= 0; --input) {
        const InputSet one = InputSet{1} << input;
        if ((held & one) == 0 || held == one) continue;
        if (Undoes(held & ~one)) held &= ~one;
      }
    }
    return held;
  }

  FoundCauses Found() {
    // What could not be tried may be smaller than what was found.
    if (untold_ && std::popcount(found_.sets.front()) > 1)
      found_.smallest = false;
    return found_;
  }

  const InputSet differing_;
  const Undone& undone_;
  bool untold_ = false;
  FoundCauses found_;
};

}  // namespace

FoundCauses FindCauses(InputSet differing, const Undone& undone) {
  return Search(differing, undone).Run();
}

}  // namespace plumbline::alignment
