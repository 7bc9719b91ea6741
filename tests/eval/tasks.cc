#include "tests/eval/tasks.h"

#include <map>
#include <set>
#include <utility>

namespace plumbline::eval {
namespace {

using alignment::MatchFeature;
using alignment::MatchIndex;

std::vector<MatchFeature> FeaturesUpTo(MatchFeature last) {
  std::vector<MatchFeature> features;
  for (size_t i = 0; i <= static_cast<size_t>(last); ++i)
    features.push_back(static_cast<MatchFeature>(i));
  for (const MatchFeature prior :
       {MatchFeature::kTitleCount, MatchFeature::kEmployment,
        MatchFeature::kCrosswalkFrequency, MatchFeature::kTeachesInCollege})
    features.push_back(prior);
  return features;
}

}  // namespace

std::vector<MatchFeature> TextFeatures() {
  std::vector<MatchFeature> features = FeaturesUpTo(MatchFeature::kRouteLatent);
  features.push_back(MatchFeature::kNamedCredential);
  return features;
}
std::vector<MatchFeature> NameFeatures() {
  std::vector<MatchFeature> features = TextFeatures();
  std::erase_if(features, [](MatchFeature feature) {
    return feature <= MatchFeature::kTextAll ||
           feature == MatchFeature::kNamedCredential;
  });
  return features;
}
std::vector<MatchFeature> GivenFeatures() {
  return FeaturesUpTo(MatchFeature::kNamedCredential);
}
std::vector<MatchFeature> KnownFeatures() {
  return FeaturesUpTo(MatchFeature::kKnownSameNameAndCip);
}

std::vector<uint32_t> FoldsOf(const std::vector<Question>& questions,
                              uint32_t folds) {
  std::vector<std::string> groups;
  for (const Question& question : questions) groups.push_back(question.group);
  return FoldsOfGroups(groups, folds);
}

std::vector<Example> ExamplesOf(const MatchIndex& index,
                                const std::vector<Question>& questions) {
  alignment::Stemmer stemmer;
  std::vector<Example> examples;
  for (const Question& question : questions)
    examples.push_back({index.FeaturesOf(question.program, &stemmer),
                        question.answers, question.group});
  return examples;
}

std::vector<Example> CipExamplesOf(const MatchIndex& index,
                                   const std::vector<Question>& questions,
                                   const std::vector<uint32_t>& folds) {
  std::map<uint32_t, alignment::HeldOut> held_out;
  for (size_t i = 0; i < folds.size(); ++i) {
    auto& cips = held_out[folds[i]].cips;
    cips.resize(index.corpus().cips.size());
    cips[i] = true;
  }
  alignment::Stemmer stemmer;
  std::vector<Example> examples;
  for (size_t i = 0; i < questions.size(); ++i)
    examples.push_back(
        {index.FeaturesOf(questions[i].program, &stemmer, held_out[folds[i]]),
         questions[i].answers, questions[i].group});
  return examples;
}

void AddKnown(const std::vector<Question>& questions,
              const std::vector<uint32_t>& folds,
              std::vector<Example>* examples) {
  std::vector<alignment::KnownProgram> programs;
  for (size_t i = 0; i < questions.size(); ++i)
    programs.push_back(
        {questions[i].program,
         {questions[i].answers.begin(), questions[i].answers.end()},
         folds[i],
         questions[i].group});
  const alignment::KnownPrograms known(std::move(programs));
  alignment::Stemmer stemmer;
  for (size_t i = 0; i < questions.size(); ++i)
    known.Fill(questions[i].program, folds[i], &stemmer,
               &(*examples)[i].features);
}

std::vector<std::vector<double>> CrossValidate(
    const std::vector<Example>& examples, const std::vector<uint32_t>& folds,
    const std::vector<MatchFeature>& chosen) {
  std::vector<std::vector<double>> scores(examples.size());
  for (const uint32_t fold : std::set<uint32_t>(folds.begin(), folds.end())) {
    std::vector<const Example*> training;
    for (size_t i = 0; i < examples.size(); ++i)
      if (folds[i] != fold) training.push_back(&examples[i]);
    const alignment::FusionWeights weights = FitWeights(training, chosen);
    for (size_t i = 0; i < examples.size(); ++i)
      if (folds[i] == fold)
        scores[i] = alignment::ScoresOf(examples[i].features, weights);
  }
  return scores;
}

alignment::Stratum StratumOf(const MatchIndex& index, const Question& question,
                             alignment::Stemmer* stemmer) {
  if (index.FindCip(question.program.cip)) return alignment::Stratum::kGivenCip;
  std::vector<alignment::ReadProgram> read;
  index.Read(absl::MakeConstSpan(&question.program, 1), stemmer, &read);
  return index.StratumByTexts(question.program, read.front());
}

std::vector<std::vector<double>> AnswerAsServed(
    const MatchIndex& index, const std::vector<Question>& questions,
    const StratumWeights& weights) {
  alignment::Stemmer stemmer;
  std::vector<std::vector<double>> scores;
  for (const Question& question : questions)
    scores.push_back(
        alignment::ScoresOf(index.FeaturesOf(question.program, &stemmer),
                            weights.at(StratumOf(index, question, &stemmer))));
  return scores;
}

}  // namespace plumbline::eval
