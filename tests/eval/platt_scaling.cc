#include "tests/eval/platt_scaling.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace plumbline::eval {
namespace {

constexpr int kPlattSteps = 50;
// So that a fit exists whatever the candidates are.
constexpr double kPlattPenalty = 1e-3;

Eigen::Vector3d ValuesOf(const ScoredCandidate& candidate) {
  return {candidate.sum, -candidate.rivals, 1};
}

// The negative log-likelihood with the penalty.
double LossOf(const std::vector<ScoredCandidate>& candidates,
              const Eigen::Vector3d& scale) {
  double loss = kPlattPenalty * scale.squaredNorm() / 2;
  for (const ScoredCandidate& candidate : candidates) {
    const double odds = scale.dot(ValuesOf(candidate));
    loss += std::max(odds, 0.0) + std::log1p(std::exp(-std::abs(odds)));
    if (candidate.is_answer) loss -= odds;
  }
  return loss;
}

Eigen::Vector3d StepFrom(const std::vector<ScoredCandidate>& candidates,
                         const Eigen::Vector3d& scale) {
  Eigen::Vector3d gradient = -kPlattPenalty * scale;
  Eigen::Matrix3d hessian = kPlattPenalty * Eigen::Matrix3d::Identity();
  for (const ScoredCandidate& candidate : candidates) {
    const Eigen::Vector3d values = ValuesOf(candidate);
    const double probability = 1 / (1 + std::exp(-scale.dot(values)));
    gradient += ((candidate.is_answer ? 1 : 0) - probability) * values;
    hessian += probability * (1 - probability) * values * values.transpose();
  }
  return hessian.ldlt().solve(gradient);
}

}  // namespace

PlattScale FitPlattScale(const std::vector<ScoredCandidate>& candidates) {
  Eigen::Vector3d scale(1, 1, 0);
  double loss = LossOf(candidates, scale);
  for (int step = 0; step < kPlattSteps; ++step) {
    Eigen::Vector3d change = StepFrom(candidates, scale);
    double next = LossOf(candidates, scale + change);
    while (next > loss && change.norm() > 1e-9) {
      change /= 2;
      next = LossOf(candidates, scale + change);
    }
    scale += change;
    const bool converged = loss - next < 1e-9 * loss;
    loss = next;
    if (converged) break;
  }
  return {scale[0], scale[1], scale[2]};
}

}  // namespace plumbline::eval
