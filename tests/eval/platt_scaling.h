#ifndef PLUMBLINE_TESTS_EVAL_PLATT_SCALING_H_
#define PLUMBLINE_TESTS_EVAL_PLATT_SCALING_H_

#include <vector>

namespace plumbline::eval {

// A candidate of a question that took no part in the weights.
struct ScoredCandidate {
  // Its weighted sum, and ln of the sum of exp of those of all others.
  double sum = 0;
  double rivals = 0;
  bool is_answer = false;
};

// slope x sum - against x rivals + intercept are log-odds.
struct PlattScale {
  double slope = 1;
  double against = 0;
  double intercept = 0;
};

// The scale under which the answers are most likely.
PlattScale FitPlattScale(const std::vector<ScoredCandidate>& candidates);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_PLATT_SCALING_H_
