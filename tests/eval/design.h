#ifndef PLUMBLINE_TESTS_EVAL_DESIGN_H_
#define PLUMBLINE_TESTS_EVAL_DESIGN_H_

#include <Eigen/Dense>
#include <vector>

#include "tests/eval/learning_rows.h"

namespace plumbline::eval {

// The rows of many questions one under the other, each column with mean 0 and
// deviation 1, so that one penalty is fair to all weights.
class Design {
 public:
  explicit Design(const std::vector<const LearningRows*>& questions);

  // A row for each candidate that is learned from; a column for each weight
  // and, last, one of ones.
  const Eigen::MatrixXd& values() const { return values_; }
  // By row: 1 for an answer, else 0.
  const Eigen::VectorXd& answers() const { return answers_; }
  // The first row of each question, and one more.
  const std::vector<Eigen::Index>& begins() const { return begins_; }
  // By question: 1 / sqrt(its answers). With many answers it would otherwise
  // count many times, and is graded once.
  const Eigen::VectorXd& shares() const { return shares_; }

  // Weights of the columns as they were, and the intercept, as weights of
  // `values`, and back. No weights are 0.
  Eigen::VectorXd Scaled(const Eigen::VectorXd& weights) const;
  Eigen::VectorXd Unscaled(const Eigen::VectorXd& scaled) const;

 private:
  // Mean and deviation of each column.
  Eigen::RowVectorXd mean_, deviation_;
  Eigen::MatrixXd values_;
  Eigen::VectorXd answers_;
  std::vector<Eigen::Index> begins_ = {0};
  Eigen::VectorXd shares_;
};

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_DESIGN_H_
