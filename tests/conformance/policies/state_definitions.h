#ifndef PLUMBLINE_TESTS_CONFORMANCE_POLICIES_STATE_DEFINITIONS_H_
#define PLUMBLINE_TESTS_CONFORMANCE_POLICIES_STATE_DEFINITIONS_H_

// The definitions of the states, written down a second time from the texts and
// in the plainest way: for each state a function. Nothing here knows the policy
// language.

#include <vector>

#include "absl/types/span.h"
#include "tests/conformance/policies/plain_market.h"

namespace plumbline::alignment::reference {

using Dimensions = std::vector<Truth>;

// A policy of data/policies, and how many dimensions it requires.
struct State {
  const char* id;
  Dimensions (*definition)(const View&);
  int required;
};
absl::Span<const State> AllStates();

}  // namespace plumbline::alignment::reference

#endif  // PLUMBLINE_TESTS_CONFORMANCE_POLICIES_STATE_DEFINITIONS_H_
