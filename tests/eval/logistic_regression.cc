#include "tests/eval/logistic_regression.h"

#include <cmath>

namespace plumbline::eval {
namespace {

constexpr int kLogisticSteps = 15;
// Less is no gain, as a share of the loss.
constexpr double kLeastGain = 1e-7;

// Mean and deviation of each column of all rows.
struct Scale {
  Eigen::RowVectorXd mean;
  Eigen::RowVectorXd deviation;
};

Scale ScaleOf(const std::vector<const LearningRows*>& questions) {
  const Eigen::Index columns = questions.front()->values.cols();
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(columns);
  Eigen::RowVectorXd squares = sum;
  double count = 0;
  for (const LearningRows* rows : questions) {
    sum += rows->values.colwise().sum();
    squares += rows->values.colwise().squaredNorm();
    count += static_cast<double>(rows->values.rows());
  }
  const Eigen::RowVectorXd mean = sum / count;
  const Eigen::ArrayXXd variance =
      (squares / count).array() - mean.array().square();
  return {mean, (variance.max(0).sqrt() + 1e-6).matrix()};
}

class Logistic {
 public:
  Logistic(const std::vector<const LearningRows*>& questions, double penalty)
      : scale_(ScaleOf(questions)) {
    Eigen::Index count = 0;
    for (const LearningRows* rows : questions) count += rows->values.rows();
    const Eigen::Index columns = scale_.mean.size();
    design_.resize(count, columns + 1);
    answers_.resize(count);
    penalty_ = Eigen::VectorXd::Constant(columns + 1, penalty);
    penalty_[columns] = 1e-6;
    Eigen::Index at = 0;
    for (const LearningRows* rows : questions) {
      const Eigen::Index size = rows->values.rows();
      design_.block(at, 0, size, columns) =
          (rows->values.rowwise() - scale_.mean).array().rowwise() /
          scale_.deviation.array();
      answers_.segment(at, size) = rows->answers;
      at += size;
    }
    design_.col(columns).setOnes();
  }

  Eigen::VectorXd Fit(const Eigen::VectorXd& start) const {
    Eigen::VectorXd weights = Scaled(start);
    double loss = LossOf(weights);
    for (int step = 0; step < kLogisticSteps; ++step) {
      Eigen::VectorXd change = StepFrom(weights);
      double next = LossOf(weights + change);
      // A full step may overshoot where answers are rare.
      while (next > loss && change.norm() > 1e-9) {
        change /= 2;
        next = LossOf(weights + change);
      }
      weights += change;
      const bool converged = loss - next < kLeastGain * loss;
      loss = next;
      if (converged) break;
    }
    return Unscaled(weights);
  }

 private:
  Eigen::VectorXd Scaled(const Eigen::VectorXd& weights) const {
    const Eigen::Index columns = scale_.mean.size();
    Eigen::VectorXd scaled = Eigen::VectorXd::Zero(columns + 1);
    if (weights.size() == 0) return scaled;
    scaled.head(columns) =
        weights.head(columns).cwiseProduct(scale_.deviation.transpose());
    scaled[columns] = weights[columns] + scale_.mean.dot(weights.head(columns));
    return scaled;
  }

  Eigen::VectorXd Unscaled(const Eigen::VectorXd& scaled) const {
    const Eigen::Index columns = scale_.mean.size();
    Eigen::VectorXd weights = scaled;
    weights.head(columns) =
        scaled.head(columns).cwiseQuotient(scale_.deviation.transpose());
    weights[columns] -= scale_.mean.dot(weights.head(columns));
    return weights;
  }

  // The negative log-likelihood with the penalty.
  double LossOf(const Eigen::VectorXd& weights) const {
    const Eigen::ArrayXd odds = (design_ * weights).array();
    const Eigen::ArrayXd both = odds.max(0) + (-odds.abs()).exp().log1p();
    return (both - answers_.array() * odds).sum() +
           penalty_.cwiseProduct(weights).dot(weights) / 2;
  }

  Eigen::VectorXd StepFrom(const Eigen::VectorXd& weights) const {
    const Eigen::ArrayXd odds = (design_ * weights).array();
    const Eigen::ArrayXd probability = 1 / (1 + (-odds).exp());
    const Eigen::VectorXd gradient =
        design_.transpose() * (answers_.array() - probability).matrix() -
        penalty_.cwiseProduct(weights);
    const Eigen::MatrixXd weighed =
        design_.array().colwise() * (probability * (1 - probability)).sqrt();
    Eigen::MatrixXd hessian = penalty_.asDiagonal();
    hessian.selfadjointView<Eigen::Lower>().rankUpdate(weighed.transpose());
    const Eigen::MatrixXd whole = hessian.selfadjointView<Eigen::Lower>();
    return whole.ldlt().solve(gradient);
  }

  Scale scale_;
  // Normalised, with ones in the last column.
  Eigen::MatrixXd design_;
  Eigen::VectorXd answers_;
  Eigen::VectorXd penalty_;
};

}  // namespace

Eigen::VectorXd FitLogistic(const std::vector<const LearningRows*>& questions,
                            double penalty, const Eigen::VectorXd& start) {
  return Logistic(questions, penalty).Fit(start);
}

}  // namespace plumbline::eval
