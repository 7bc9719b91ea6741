#include "tests/eval/names.h"

#include <map>
#include <utility>

namespace plumbline::eval {

using alignment::MatchIndex;
using alignment::Stratum;

std::vector<Question> NamesAlone(std::vector<Question> questions) {
  for (Question& question : questions) {
    alignment::ProgramText alone;
    alone.name = std::move(question.program.name);
    question.program = std::move(alone);
  }
  return questions;
}

void NameExamples::AddTitles(const alignment::Corpus& corpus) {
  for (const int tenth : {1, 2}) {
    alignment::Corpus without = corpus;
    const auto titles = TakeTitles(tenth, &without);
    Add(MatchIndex(std::move(without)), titles);
  }
}

void NameExamples::Add(const MatchIndex& index,
                       const std::vector<Question>& names,
                       const std::vector<uint32_t>& folds) {
  alignment::Stemmer stemmer;
  std::vector<Example> examples = ExamplesOf(index, names);
  for (size_t i = 0; i < names.size(); ++i)
    examples_.push_back({std::move(examples[i]),
                         StratumOf(index, names[i], &stemmer),
                         folds.empty() ? kNoFold : folds[i]});
}

StratumWeights NameExamples::LearnWithout(uint32_t fold) const {
  StratumWeights weights;
  for (const Stratum stratum : {Stratum::kName, Stratum::kJobTitle}) {
    std::vector<const Example*> some;
    for (const NameExample& one : examples_)
      if (one.stratum == stratum && (one.fold != fold || fold == kNoFold))
        some.push_back(&one.example);
    weights[stratum] = FitWeights(some, NameFeatures());
  }
  return weights;
}

std::vector<std::vector<double>> NameExamples::CrossValidate() const {
  std::map<uint32_t, StratumWeights> without;
  std::vector<std::vector<double>> scores;
  for (const NameExample& one : examples_) {
    if (one.fold == kNoFold) continue;
    if (!without.contains(one.fold)) without[one.fold] = LearnWithout(one.fold);
    scores.push_back(alignment::ScoresOf(one.example.features,
                                         without[one.fold].at(one.stratum)));
  }
  return scores;
}

}  // namespace plumbline::eval
