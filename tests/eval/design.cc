#include "tests/eval/design.h"

#include <algorithm>
#include <cmath>

namespace plumbline::eval {

Design::Design(const std::vector<const LearningRows*>& questions)
    : shares_(static_cast<Eigen::Index>(questions.size())) {
  const Eigen::Index columns = questions.front()->values.cols();
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(columns);
  Eigen::RowVectorXd squares = sum;
  for (const LearningRows* rows : questions) {
    sum += rows->values.colwise().sum();
    squares += rows->values.colwise().squaredNorm();
    begins_.push_back(begins_.back() + rows->values.rows());
  }
  const auto count = static_cast<double>(begins_.back());
  mean_ = sum / count;
  const Eigen::ArrayXXd variance =
      (squares / count).array() - mean_.array().square();
  deviation_ = (variance.max(0).sqrt() + 1e-6).matrix();
  values_.resize(begins_.back(), columns + 1);
  answers_.resize(begins_.back());
  for (size_t i = 0; i < questions.size(); ++i) {
    const LearningRows& rows = *questions[i];
    values_.block(begins_[i], 0, rows.values.rows(), columns) =
        (rows.values.rowwise() - mean_).array().rowwise() / deviation_.array();
    answers_.segment(begins_[i], rows.values.rows()) = rows.answers;
    shares_[static_cast<Eigen::Index>(i)] =
        1 / std::sqrt(std::max(rows.answers.sum(), 1.0));
  }
  values_.col(columns).setOnes();
}

Eigen::VectorXd Design::Scaled(const Eigen::VectorXd& weights) const {
  const Eigen::Index columns = mean_.size();
  Eigen::VectorXd scaled = Eigen::VectorXd::Zero(columns + 1);
  if (weights.size() == 0) return scaled;
  scaled.head(columns) =
      weights.head(columns).cwiseProduct(deviation_.transpose());
  scaled[columns] = weights[columns] + mean_.dot(weights.head(columns));
  return scaled;
}

Eigen::VectorXd Design::Unscaled(const Eigen::VectorXd& scaled) const {
  const Eigen::Index columns = mean_.size();
  Eigen::VectorXd weights = scaled;
  weights.head(columns) =
      scaled.head(columns).cwiseQuotient(deviation_.transpose());
  weights[columns] -= mean_.dot(weights.head(columns));
  return weights;
}

}  // namespace plumbline::eval
