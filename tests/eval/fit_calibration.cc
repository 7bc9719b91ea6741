#include "tests/eval/fit_calibration.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace plumbline::eval {
namespace {

constexpr std::array kSaid = {kLeastSaid, -4.0, -2.5, -1.0, 0.5, 2.0, 4.0};
constexpr auto kKnots = static_cast<Eigen::Index>(kSaid.size());
constexpr int kCalibrationSteps = 30;
// How much a knot is held to what was said.
constexpr double kHold = 2;
// Knots may come near to each other but keep the order of the scores.
constexpr double kLeastSlope = 0.05;

using Knots = Eigen::Matrix<double, kKnots, 1>;

// The shares of the knots in the line at `said`: two of them, 1 together.
Knots SharesAt(double said) {
  Knots shares = Knots::Zero();
  said = std::clamp(said, kSaid.front(), kSaid.back());
  size_t after = 1;
  while (after + 1 < kSaid.size() && said > kSaid[after]) ++after;
  const double share =
      (said - kSaid[after - 1]) / (kSaid[after] - kSaid[after - 1]);
  shares[static_cast<Eigen::Index>(after)] = share;
  shares[static_cast<Eigen::Index>(after) - 1] = 1 - share;
  return shares;
}

Knots StepFrom(const std::vector<ScoredCandidate>& candidates,
               const Knots& knots, const Knots& held_to) {
  Knots gradient = -kHold * (knots - held_to);
  Eigen::Matrix<double, kKnots, kKnots> hessian =
      kHold * Eigen::Matrix<double, kKnots, kKnots>::Identity();
  for (const ScoredCandidate& candidate : candidates) {
    if (candidate.said < kLeastSaid) continue;
    const Knots shares = SharesAt(candidate.said);
    const double probability = 1 / (1 + std::exp(-shares.dot(knots)));
    gradient += ((candidate.is_answer ? 1 : 0) - probability) * shares;
    hessian += probability * (1 - probability) * shares * shares.transpose();
  }
  return hessian.ldlt().solve(gradient);
}

}  // namespace

alignment::Calibration FitCalibration(
    const std::vector<ScoredCandidate>& candidates) {
  const Knots held_to = Eigen::Map<const Knots>(kSaid.data());
  Knots found = held_to;
  for (int step = 0; step < kCalibrationSteps; ++step) {
    Knots change = StepFrom(candidates, found, held_to);
    // Far from the end a full step may overshoot.
    change = change.cwiseMax(-2).cwiseMin(2);
    found += change;
    if (change.norm() < 1e-9) break;
  }
  std::vector<alignment::Calibration::Knot> knots;
  for (size_t i = 0; i < kSaid.size(); ++i) {
    double at = found[static_cast<Eigen::Index>(i)];
    if (i > 0)
      at = std::max(
          at, knots.back().found + kLeastSlope * (kSaid[i] - kSaid[i - 1]));
    knots.push_back({kSaid[i], at});
  }
  return alignment::Calibration(std::move(knots));
}

}  // namespace plumbline::eval
