#ifndef PLUMBLINE_TESTS_EVAL_TRAINING_H_
#define PLUMBLINE_TESTS_EVAL_TRAINING_H_

#include <set>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/text/title_space.h"

namespace plumbline::eval {

// One question with its features, ready to learn from.
struct Example {
  alignment::FeatureMatrix features;
  std::set<alignment::CandidateIndex> answers;
  // Examples of one group are never on both sides of a split.
  std::string group = {};
};

// The fold of each group, 0 to `folds` - 1: groups whole, the largest first
// into the emptiest fold.
std::vector<uint32_t> FoldsOfGroups(const std::vector<std::string>& groups,
                                    uint32_t folds);

// Fits the weights of the chosen features in three stages, all inside the
// examples given:
//
// 1. The weights, by regression with an L2 penalty, once for each Objective. Of
//    each question the answers, the 80 candidates that a plain sum of features
//    puts first and every twentieth of the others are learned from.
// 2. The objective. Five folds of groups: those left out, ordered by the
//    weights of the others, say which objective orders better. Where questions
//    have one answer it is mostly kFirst, where they have several kEach.
// 3. The probabilities. The same folds say which log-odds are found where some
//    were said, and how far apart the best two must be (Calibration,
//    least_margin).
//
// The same bytes for the same examples.
alignment::FusionWeights FitWeights(
    const std::vector<const Example*>& examples,
    const std::vector<alignment::MatchFeature>& chosen);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_TRAINING_H_
