#include "services/alignment/domain/matching/fusion.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace plumbline::alignment {
namespace {

// What a feature adds for each candidate: slope x value + offset.
struct Line {
  double slope = 0;
  double offset = 0;
};

Line LineOf(const FeatureMatrix& features, const FusionWeights& weights,
            size_t feature) {
  Line line{weights.plain[feature], 0};
  const double standardised = weights.standardised[feature];
  if (standardised == 0) return line;
  const FeatureSpread spread =
      SpreadOf(features.Row(static_cast<MatchFeature>(feature)));
  line.slope += standardised / (spread.deviation + 1e-9);
  line.offset = -standardised * spread.mean / (spread.deviation + 1e-9);
  return line;
}

}  // namespace

FeatureSpread SpreadOf(absl::Span<const float> row) {
  double sum = 0;
  double squares = 0;
  for (const double value : row) {
    sum += value;
    squares += value * value;
  }
  const double count = static_cast<double>(row.size());
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights) {
  std::vector<double> scores(features.candidates(), weights.intercept);
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line line = LineOf(features, weights, feature);
    if (line.slope == 0 && line.offset == 0) continue;
    const auto row = features.Row(static_cast<MatchFeature>(feature));
    for (size_t i = 0; i < scores.size(); ++i)
      scores[i] += line.slope * row[i] + line.offset;
  }
  return scores;
}

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights) {
  std::vector<double> scores = UncalibratedScoresOf(features, weights);
  for (double& score : scores) score = weights.calibration.At(score);
  return scores;
}

std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          size_t candidate) {
  std::vector<Contribution> contributions;
  double said = weights.intercept;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line line = LineOf(features, weights, feature);
    const auto name = static_cast<MatchFeature>(feature);
    contributions.push_back(
        {name, line.slope * features.Row(name)[candidate] + line.offset});
    said += contributions.back().score;
  }
  const double slope = weights.calibration.LineAt(said).slope;
  for (Contribution& contribution : contributions) contribution.score *= slope;
  return contributions;
}

FusionWeights WithoutSizes(FusionWeights weights) {
  for (const MatchFeature size :
       {MatchFeature::kTitleCount, MatchFeature::kEmployment})
    weights.plain[static_cast<size_t>(size)] = 0;
  return weights;
}

bool Abstains(const std::vector<double>& scores, const FusionWeights& weights) {
  if (scores.size() < 2) return false;
  std::vector<double> best = scores;
  std::nth_element(best.begin(), best.begin() + 1, best.end(),
                   std::greater<>());
  const auto probability = [](double score) {
    return 1 / (1 + std::exp(-score));
  };
  return probability(best[0]) - probability(best[1]) < weights.least_margin;
}

}  // namespace plumbline::alignment
