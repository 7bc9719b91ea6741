#ifndef PLUMBLINE_TESTS_EVAL_REGRESSION_H_
#define PLUMBLINE_TESTS_EVAL_REGRESSION_H_

#include <Eigen/Dense>
#include <vector>

#include "tests/eval/learning_rows.h"

namespace plumbline::eval {

// What weights are learned to say.
enum class Objective {
  // Of each candidate by itself whether it is an answer: logistic regression.
  kEach,
  // Of each answer that it stands before the candidates that are none:
  // conditional logit. How far above 0 an answer is, is then found from all
  // candidates with one slope and intercept for all weights.
  kFirst,
};

// The weights of the columns and, last, the intercept under which the answers
// are most likely, with an L2 penalty on the weights of columns of deviation 1
// (Newton's method). A question counts by the root of how many answers it has.
// `start` is where to begin, or empty: near the end costs less and leads to
// the same.
Eigen::VectorXd FitRegression(const std::vector<const LearningRows*>& questions,
                              Objective objective, double penalty,
                              const Eigen::VectorXd& start);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_REGRESSION_H_
