#include "services/alignment/domain/matching/fusion.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace plumbline::alignment {
namespace {

// Exponents this far below the greatest add nothing that a double shows.
constexpr double kNoPart = -30;
// A smaller share of the whole does not change what the rivals are.
constexpr double kLeastPart = 1e-7;

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

std::vector<double> WeightedSumsOf(const FeatureMatrix& features,
                                   const FusionWeights& weights) {
  std::vector<double> sums(features.candidates());
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line line = LineOf(features, weights, feature);
    if (line.slope == 0 && line.offset == 0) continue;
    const auto row = features.Row(static_cast<MatchFeature>(feature));
    for (size_t i = 0; i < sums.size(); ++i)
      sums[i] += line.slope * row[i] + line.offset;
  }
  return sums;
}

std::vector<double> RivalsOf(const std::vector<double>& sums) {
  const double greatest = *std::max_element(sums.begin(), sums.end());
  std::vector<double> parts(sums.size());
  double all = 0;
  for (size_t i = 0; i < sums.size(); ++i) {
    if (sums[i] - greatest < kNoPart) continue;
    parts[i] = std::exp(sums[i] - greatest);
    all += parts[i];
  }
  std::vector<double> rivals(sums.size(), greatest + std::log(all));
  for (size_t i = 0; i < sums.size(); ++i)
    if (parts[i] > kLeastPart * all)
      rivals[i] =
          greatest + std::log(std::max(all - parts[i], kLeastPart * all));
  return rivals;
}

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights) {
  std::vector<double> scores = WeightedSumsOf(features, weights);
  std::vector<double> rivals(scores.size());
  if (weights.against != 0) rivals = RivalsOf(scores);
  for (size_t i = 0; i < scores.size(); ++i)
    scores[i] = weights.slope * scores[i] - weights.against * rivals[i] +
                weights.intercept;
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
        {name, weights.slope *
                   (line.slope * features.Row(name)[candidate] + line.offset)});
  }
  return contributions;
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
