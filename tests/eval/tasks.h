#ifndef PLUMBLINE_TESTS_EVAL_TASKS_H_
#define PLUMBLINE_TESTS_EVAL_TASKS_H_

#include <map>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/known_programs.h"
#include "services/alignment/domain/matching/stratum.h"
#include "tests/eval/question_sets.h"
#include "tests/eval/training.h"

namespace plumbline::eval {

// Which evidence a model may read.
std::vector<alignment::MatchFeature> TextFeatures();
// Of a name alone, text and name are one and the same. Named credentials are
// left out: the titles of registered apprenticeships are asked here.
std::vector<alignment::MatchFeature> NameFeatures();
std::vector<alignment::MatchFeature> GivenFeatures();
std::vector<alignment::MatchFeature> KnownFeatures();

// The fold of each question: see FoldsOfGroups.
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

// Which weights serve a question.
alignment::Stratum StratumOf(const alignment::MatchIndex& index,
                             const Question& question,
                             alignment::Stemmer* stemmer);
using StratumWeights = std::map<alignment::Stratum, alignment::FusionWeights>;
// The log-odds of every question, each under the weights that serve it.
std::vector<std::vector<double>> AnswerAsServed(
    const alignment::MatchIndex& index, const std::vector<Question>& questions,
    const StratumWeights& weights);

}  // namespace plumbline::eval

#endif  // PLUMBLINE_TESTS_EVAL_TASKS_H_
