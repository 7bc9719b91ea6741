#ifndef PLUMBLINE_TESTS_EVAL_TASKS_H_
#define PLUMBLINE_TESTS_EVAL_TASKS_H_

#include <string>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/known_programs.h"
#include "tests/eval/question_sets.h"
#include "tests/eval/ranking_metrics.h"
#include "tests/eval/training.h"

namespace plumbline::eval {

// How well one method did on one set of questions.
struct Result {
  std::string task;
  std::string method;
  size_t questions = 0;
  size_t groups = 0;
  RankingScore mean;
  // Half the 95 % interval of hit@1, groups resampled.
  double half_width = 0;
  double calibration_error = 0;
};

// Which evidence a model may read.
std::vector<alignment::MatchFeature> TextFeatures();
std::vector<alignment::MatchFeature> GivenFeatures();
std::vector<alignment::MatchFeature> KnownFeatures();

// The fold of each question, 0 to `folds` - 1: groups whole, the largest first
// into the emptiest fold.
std::vector<uint32_t> FoldsOf(const std::vector<Question>& questions,
                              uint32_t folds);

// Every question's features.
std::vector<Example> ExamplesOf(const alignment::MatchIndex& index,
                                const std::vector<Question>& questions);
// E1: a question sees no crosswalk row of its own fold.
std::vector<Example> CipExamplesOf(const alignment::MatchIndex& index,
                                   const std::vector<Question>& questions,
                                   const std::vector<uint32_t>& folds);
// Adds what programs of other folds are known to lead to.
void AddKnown(const std::vector<Question>& questions,
              const std::vector<uint32_t>& folds,
              std::vector<Example>* examples);

// Learns on all folds but one and answers that one, for each fold.
std::vector<std::vector<double>> CrossValidate(
    const std::vector<Example>& examples, const std::vector<uint32_t>& folds,
    const std::vector<alignment::MatchFeature>& chosen);
// The log-odds of every question under one set of weights.
std::vector<std::vector<double>> Answer(
    const std::vector<Example>& examples,
    const alignment::FusionWeights& weights);

Result Summarise(std::string task, std::string method,
                 const alignment::Corpus& corpus,
                 const std::vector<Question>& questions,
                 const std::vector<std::vector<double>>& scores);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_TASKS_H_
