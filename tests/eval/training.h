#ifndef PLUMBLINE_TESTS_EVAL_TRAINING_H_
#define PLUMBLINE_TESTS_EVAL_TRAINING_H_

#include <set>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/text/title_space.h"

namespace plumbline::eval {

// One question with its features, ready to learn from.
struct Example {
  alignment::FeatureMatrix features;
  std::set<alignment::CandidateIndex> answers;
};

// Fits the weights of the chosen features by logistic regression with an L2
// penalty (Newton's method). Of each question the answers, the 80 candidates
// that a plain sum of features puts first and every twentieth of the others are
// learned from: the others are so easy that all of them would only take longer.
// The same bytes for the same examples.
alignment::FusionWeights FitWeights(
    const std::vector<const Example*>& examples,
    const std::vector<alignment::MatchFeature>& chosen);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_TRAINING_H_
