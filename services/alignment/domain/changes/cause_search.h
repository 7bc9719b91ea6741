#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_CAUSE_SEARCH_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_CAUSE_SEARCH_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace plumbline::alignment {

// Inputs that differ: bit i is input i.
using InputSet = uint32_t;
inline constexpr int kMaxInputs = 32;

// The inputs that make a difference.
struct FoundCauses {
  // Each of them, held back, undoes the difference, and no part of it does. In
  // the order of their bits.
  std::vector<InputSet> sets;
  // Whether no smaller set does: false when one could not be tried.
  bool smallest = true;
};

// Whether the difference is gone when these inputs are as they were before and
// all others as they are now; nothing when that cannot be told.
using Undone = std::function<std::optional<bool>(InputSet held)>;

// Finds the smallest sets of `differing` inputs whose holding back undoes a
// difference. Holding back all of them does by definition, and is not asked.
//
// Sets of one input are tried first, then of two; when none of those does, one
// minimal set is found by giving up inputs one by one from all of them, the
// last first. `differing` has at least one input.
FoundCauses FindCauses(InputSet differing, const Undone& undone);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_CHANGES_CAUSE_SEARCH_H_
