#include "tests/eval/training.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace plumbline::eval {
namespace {

using alignment::FeatureMatrix;
using alignment::FeatureSpread;
using alignment::FusionWeights;
using alignment::MatchFeature;

constexpr size_t kHardest = 80;
constexpr size_t kOneOf = 20;
constexpr double kPenalty = 3;
constexpr int kNewtonSteps = 12;

// The columns of the regression: the chosen features as they are, then
// standardised over the candidates; those that no program changes only as they
// are.
struct Columns {
  std::vector<MatchFeature> plain;
  std::vector<MatchFeature> standardised;
  size_t size() const { return plain.size() + standardised.size(); }
};

Columns ColumnsOf(const std::vector<MatchFeature>& chosen) {
  Columns columns{chosen, {}};
  for (const MatchFeature feature : chosen)
    if (!alignment::IsPrior(feature)) columns.standardised.push_back(feature);
  return columns;
}

// The rows of the regression, each with its answer: 1 or 0.
struct Rows {
  Eigen::MatrixXd values;
  Eigen::VectorXd answers;
};

std::vector<FeatureSpread> SpreadsOf(const FeatureMatrix& features) {
  std::vector<FeatureSpread> spreads;
  for (size_t i = 0; i < alignment::kMatchFeatureCount; ++i)
    spreads.push_back(
        alignment::SpreadOf(features.Row(static_cast<MatchFeature>(i))));
  return spreads;
}

// How easily a candidate is taken for an answer.
std::vector<double> Plausibility(const FeatureMatrix& features,
                                 const std::vector<FeatureSpread>& spreads) {
  std::vector<double> sums(features.candidates());
  for (const MatchFeature feature :
       {MatchFeature::kTextTitlesAndDescription,
        MatchFeature::kNameAlternateTitles, MatchFeature::kRouteTen,
        MatchFeature::kLatent, MatchFeature::kGivenCip})
    for (size_t i = 0; i < sums.size(); ++i)
      sums[i] += spreads[static_cast<size_t>(feature)].Standardised(
          features.Row(feature)[i]);
  return sums;
}

// Which candidates are learned from.
std::vector<bool> LearnedFrom(const Example& example,
                              const std::vector<FeatureSpread>& spreads,
                              size_t question) {
  const std::vector<double> plausibility =
      Plausibility(example.features, spreads);
  std::vector<size_t> order(plausibility.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return plausibility[a] > plausibility[b];
  });
  std::vector<bool> learned(order.size());
  for (size_t rank = 0; rank < order.size(); ++rank)
    learned[order[rank]] =
        rank < kHardest || (order[rank] + question) % kOneOf == 0;
  for (const auto answer : example.answers) learned[answer] = true;
  return learned;
}

Eigen::VectorXd RowOf(const Example& example,
                      const std::vector<FeatureSpread>& spreads,
                      const Columns& columns, size_t candidate) {
  Eigen::VectorXd row(static_cast<Eigen::Index>(columns.size()));
  Eigen::Index at = 0;
  for (const MatchFeature feature : columns.plain)
    row[at++] = example.features.Row(feature)[candidate];
  for (const MatchFeature feature : columns.standardised)
    row[at++] = spreads[static_cast<size_t>(feature)].Standardised(
        example.features.Row(feature)[candidate]);
  return row;
}

Rows RowsOf(const std::vector<const Example*>& examples,
            const Columns& columns) {
  std::vector<Eigen::VectorXd> values;
  std::vector<double> answers;
  for (size_t question = 0; question < examples.size(); ++question) {
    const Example& example = *examples[question];
    const auto spreads = SpreadsOf(example.features);
    const auto learned = LearnedFrom(example, spreads, question);
    for (size_t i = 0; i < learned.size(); ++i) {
      if (!learned[i]) continue;
      values.push_back(RowOf(example, spreads, columns, i));
      const bool is_answer =
          example.answers.contains(static_cast<alignment::CandidateIndex>(i));
      answers.push_back(is_answer ? 1 : 0);
    }
  }
  const auto count = static_cast<Eigen::Index>(values.size());
  Rows rows{{count, static_cast<Eigen::Index>(columns.size())},
            Eigen::Map<Eigen::VectorXd>(answers.data(), count)};
  for (Eigen::Index i = 0; i < count; ++i)
    rows.values.row(i) = values[static_cast<size_t>(i)].transpose();
  return rows;
}

// Mean and deviation of each column, taken out so that one penalty suits all.
struct Scale {
  Eigen::RowVectorXd mean;
  Eigen::RowVectorXd deviation;
};

Scale Normalise(Eigen::MatrixXd* values) {
  Scale scale;
  scale.mean = values->colwise().mean();
  values->rowwise() -= scale.mean;
  scale.deviation =
      (values->colwise().squaredNorm() / static_cast<double>(values->rows()))
          .cwiseSqrt();
  scale.deviation.array() += 1e-6;
  values->array().rowwise() /= scale.deviation.array();
  return scale;
}

// The regression of normalised columns with, last, the intercept.
class Regression {
 public:
  explicit Regression(const Rows& rows)
      : rows_(rows),
        design_(rows.values.rows(), rows.values.cols() + 1),
        penalty_(Eigen::VectorXd::Constant(design_.cols(), kPenalty)) {
    design_ << rows.values, Eigen::VectorXd::Ones(design_.rows());
    penalty_[design_.cols() - 1] = 1e-6;
  }

  Eigen::VectorXd Fit() const {
    Eigen::VectorXd beta = Eigen::VectorXd::Zero(design_.cols());
    double loss = LossOf(beta);
    for (int step = 0; step < kNewtonSteps; ++step) {
      Eigen::VectorXd change = StepFrom(beta);
      // A full step may overshoot where answers are rare.
      while (LossOf(beta + change) > loss && change.norm() > 1e-9) change /= 2;
      beta += change;
      loss = LossOf(beta);
    }
    return beta;
  }

 private:
  // The negative log-likelihood with the penalty.
  double LossOf(const Eigen::VectorXd& beta) const {
    const Eigen::ArrayXd odds = (design_ * beta).array();
    const Eigen::ArrayXd both = odds.max(0) + (-odds.abs()).exp().log1p();
    return (both - rows_.answers.array() * odds).sum() +
           penalty_.cwiseProduct(beta).dot(beta) / 2;
  }

  Eigen::VectorXd StepFrom(const Eigen::VectorXd& beta) const {
    const Eigen::ArrayXd odds = (design_ * beta).array();
    const Eigen::ArrayXd probability = 1 / (1 + (-odds).exp());
    const Eigen::ArrayXd curvature = probability * (1 - probability);
    const Eigen::VectorXd gradient =
        design_.transpose() * (rows_.answers.array() - probability).matrix() -
        penalty_.cwiseProduct(beta);
    Eigen::MatrixXd hessian =
        design_.transpose() * (design_.array().colwise() * curvature).matrix();
    hessian.diagonal() += penalty_;
    return hessian.ldlt().solve(gradient);
  }

  const Rows& rows_;
  Eigen::MatrixXd design_;
  Eigen::VectorXd penalty_;
};

}  // namespace

FusionWeights FitWeights(const std::vector<const Example*>& examples,
                         const std::vector<MatchFeature>& chosen) {
  const Columns columns = ColumnsOf(chosen);
  Rows rows = RowsOf(examples, columns);
  const Scale scale = Normalise(&rows.values);
  const Eigen::VectorXd beta = Regression(rows).Fit();
  FusionWeights weights;
  weights.intercept = beta[rows.values.cols()];
  Eigen::Index at = 0;
  const auto take = [&](MatchFeature feature, auto* into) {
    const double slope = beta[at] / scale.deviation[at];
    (*into)[static_cast<size_t>(feature)] = slope;
    weights.intercept -= slope * scale.mean[at++];
  };
  for (const MatchFeature feature : columns.plain)
    take(feature, &weights.plain);
  for (const MatchFeature feature : columns.standardised)
    take(feature, &weights.standardised);
  return weights;
}

}  // namespace plumbline::eval
