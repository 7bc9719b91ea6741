#include "services/alignment/domain/matching/fusion.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/matching/text/wide_lanes.h"

namespace plumbline::alignment {
namespace {

Line LineOf(const FeatureSpread& spread, double plain, double standardised) {
  Line line{plain, 0};
  if (standardised == 0) return line;
  line.slope += standardised / (spread.deviation + 1e-9);
  line.offset = -standardised * spread.mean / (spread.deviation + 1e-9);
  return line;
}

// Sums and sums of squares in eight lanes each, which are always added up the
// same way.
PLUMBLINE_ALSO_WIDE
void SumRow(const float* row, size_t count, double* sum, double* squares) {
  double sums[kLanes] = {};
  double squared[kLanes] = {};
  size_t at = 0;
  for (; at + kLanes <= count; at += kLanes)
    for (size_t i = 0; i < kLanes; ++i) {
      const double value = row[at + i];
      sums[i] += value;
      squared[i] += value * value;
    }
  for (size_t i = 0; at < count; ++at, ++i) {
    const double value = row[at];
    sums[i] += value;
    squared[i] += value * value;
  }
  for (size_t i = 0; i < kLanes; ++i) {
    *sum += sums[i];
    *squares += squared[i];
  }
}

PLUMBLINE_ALSO_WIDE
void AddLine(const float* row, size_t count, double slope, double offset,
             double* scores) {
  for (size_t i = 0; i < count; ++i) scores[i] += slope * row[i] + offset;
}

}  // namespace

FeatureSpread SpreadOf(absl::Span<const float> row) {
  double sum = 0;
  double squares = 0;
  SumRow(row.data(), row.size(), &sum, &squares);
  const double count = static_cast<double>(row.size());
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

FeatureSpreads AllSpreadsOf(const FeatureMatrix& features) {
  ReadSpreads all;
  all.fill(true);
  return SpreadsOf(features, all);
}

ReadSpreads SpreadsReadBy(absl::Span<const FusionWeights> weights) {
  ReadSpreads read = {};
  for (const FusionWeights& some : weights)
    for (size_t feature = 0; feature < kMatchFeatureCount; ++feature)
      if (some.standardised[feature] != 0) read[feature] = true;
  return read;
}

FeatureSpreads SpreadsOf(const FeatureMatrix& features,
                         const ReadSpreads& read) {
  FeatureSpreads spreads;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature)
    if (read[feature])
      spreads[feature] =
          SpreadOf(features.Row(static_cast<MatchFeature>(feature)));
  return spreads;
}

std::vector<Line> LinesOf(const FeatureSpreads& spreads,
                          const FusionWeights& weights) {
  std::vector<Line> lines;
  lines.reserve(kMatchFeatureCount);
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature)
    lines.push_back(LineOf(spreads[feature], weights.plain[feature],
                           weights.standardised[feature]));
  return lines;
}

std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights,
                                         const std::vector<Line>& lines) {
  std::vector<double> scores(features.candidates(), weights.intercept);
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line& line = lines[feature];
    if (line.slope == 0 && line.offset == 0) continue;
    AddLine(features.Row(static_cast<MatchFeature>(feature)).data(),
            scores.size(), line.slope, line.offset, scores.data());
  }
  return scores;
}

std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights) {
  return UncalibratedScoresOf(features, weights,
                              LinesOf(AllSpreadsOf(features), weights));
}

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights) {
  return ScoresOf(features, weights, LinesOf(AllSpreadsOf(features), weights));
}

std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights,
                             const std::vector<Line>& lines) {
  std::vector<double> scores = UncalibratedScoresOf(features, weights, lines);
  for (double& score : scores) score = weights.calibration.At(score);
  return scores;
}

std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          size_t candidate) {
  return ContributionsOf(features, weights,
                         LinesOf(AllSpreadsOf(features), weights), candidate);
}

std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          const std::vector<Line>& lines,
                                          size_t candidate) {
  std::vector<Contribution> contributions;
  contributions.reserve(kMatchFeatureCount);
  double said = weights.intercept;
  for (size_t feature = 0; feature < kMatchFeatureCount; ++feature) {
    const Line& line = lines[feature];
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

}  // namespace plumbline::alignment
