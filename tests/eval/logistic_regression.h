#ifndef PLUMBLINE_TESTS_EVAL_LOGISTIC_REGRESSION_H_
#define PLUMBLINE_TESTS_EVAL_LOGISTIC_REGRESSION_H_

#include <Eigen/Dense>
#include <vector>

#include "tests/eval/learning_rows.h"

namespace plumbline::eval {

// The weights of the columns and, last, the intercept under which the answers
// are most likely, with an L2 penalty on the weights of columns of deviation 1
// (Newton's method). `start` is where to begin, or empty: near the end costs
// less and leads to the same.
Eigen::VectorXd FitLogistic(const std::vector<const LearningRows*>& questions,
                            double penalty, const Eigen::VectorXd& start);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_LOGISTIC_REGRESSION_H_
