#ifndef PLUMBLINE_TESTS_EVAL_LEARNING_ROWS_H_
#define PLUMBLINE_TESTS_EVAL_LEARNING_ROWS_H_

#include <Eigen/Dense>
#include <vector>

#include "tests/eval/training.h"

namespace plumbline::eval {

// A weight to learn: which feature, and how it is read.
struct Column {
  enum class Reading { kPlain, kStandardised };
  alignment::MatchFeature feature;
  Reading reading = Reading::kPlain;
};

// Each chosen feature as it is and standardised; binary ones and those that no
// program changes only as they are.
std::vector<Column> ColumnsOf(
    const std::vector<alignment::MatchFeature>& chosen);

// What is learned from one question.
struct LearningRows {
  // A row for each candidate that is learned from, a column for each weight.
  Eigen::MatrixXd values;
  // By row: 1 for an answer, else 0.
  Eigen::VectorXd answers;
};

LearningRows RowsOf(const Example& example, const std::vector<Column>& columns,
                    size_t question);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_LEARNING_ROWS_H_
