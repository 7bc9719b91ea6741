#include "services/alignment/domain/matching/fusion.h"

#include <cmath>

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

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights) {
  std::vector<double> scores(features.candidates(), weights.intercept);
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line line = LineOf(features, weights, feature);
    const auto row = features.Row(static_cast<MatchFeature>(feature));
    for (size_t i = 0; i < scores.size(); ++i)
      scores[i] += line.slope * row[i] + line.offset;
  }
  return scores;
}

std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          size_t candidate) {
  std::vector<Contribution> contributions;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line line = LineOf(features, weights, feature);
    const auto name = static_cast<MatchFeature>(feature);
    contributions.push_back(
        {name, line.slope * features.Row(name)[candidate] + line.offset});
  }
  return contributions;
}

}  // namespace plumbline::alignment
