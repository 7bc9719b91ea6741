#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_FUSION_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_FUSION_H_

#include <array>
#include <vector>

#include "services/alignment/domain/matching/calibration.h"
#include "services/alignment/domain/matching/match_features.h"

namespace plumbline::alignment {

// The learned weights of a linear model over the features, each taken as it is
// and once more as the number of standard deviations by which it exceeds the
// mean over all candidates.
//
// The weighted sum with the intercept is what the model says; `calibration`
// makes of it the score, the log-odds that the program leads to the candidate.
struct FusionWeights {
  double intercept = 0;
  Calibration calibration = {};
  // A best candidate that is not this much more probable than the second is
  // better left to people.
  double least_margin = 0;
  std::array<double, kMatchFeatureCount> plain = {};
  std::array<double, kMatchFeatureCount> standardised = {};
};

// The mean and standard deviation of a feature over the candidates.
struct FeatureSpread {
  double mean = 0;
  double deviation = 0;
  double Standardised(double value) const {
    return (value - mean) / (deviation + 1e-9);
  }
};
FeatureSpread SpreadOf(absl::Span<const float> row);
// By feature.
using FeatureSpreads = std::array<FeatureSpread, kMatchFeatureCount>;
FeatureSpreads AllSpreadsOf(const FeatureMatrix& features);
// Which features' spreads any of the weights read.
using ReadSpreads = std::array<bool, kMatchFeatureCount>;
ReadSpreads SpreadsReadBy(absl::Span<const FusionWeights> weights);
// The same of these features alone; what `spreads` says of others stays.
void FillSpreads(const FeatureMatrix& features, const ReadSpreads& read,
                 FeatureSpreads* spreads);

// What a feature adds to the weighted sum of each candidate of one program:
// slope x value + offset. Standardising makes it depend on the program.
struct Line {
  double slope = 0;
  double offset = 0;
};
// By feature.
std::vector<Line> LinesOf(const FeatureSpreads& spreads,
                          const FusionWeights& weights);

// What each feature adds to a candidate's score. The score is their sum and an
// intercept: that of the calibration's line at the score.
struct Contribution {
  MatchFeature feature;
  double score = 0;
};

// What the model says of each candidate, before calibration.
std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights);

// The same with LinesOf both.
std::vector<double> UncalibratedScoresOf(const FeatureMatrix& features,
                                         const FusionWeights& weights,
                                         const std::vector<Line>& lines);

// The log-odds of each candidate.
std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights);
// The same with LinesOf both.
std::vector<double> ScoresOf(const FeatureMatrix& features,
                             const FusionWeights& weights,
                             const std::vector<Line>& lines);

// What makes up one candidate's score, in the order of the features.
std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          size_t candidate);
// The same with LinesOf both.
std::vector<Contribution> ContributionsOf(const FeatureMatrix& features,
                                          const FusionWeights& weights,
                                          const std::vector<Line>& lines,
                                          size_t candidate);

// The weights without those of how many titles and jobs an occupation has: for
// what a text says, however likely it was before.
FusionWeights WithoutSizes(FusionWeights weights);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_FUSION_H_
