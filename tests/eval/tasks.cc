#include "tests/eval/tasks.h"

#include <algorithm>
#include <cmath>
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
  features.push_back(MatchFeature::kCrosswalkFrequency);
  features.push_back(MatchFeature::kTeachesInCollege);
  return features;
}

double ProbabilityOf(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

}  // namespace

std::vector<MatchFeature> TextFeatures() {
  return FeaturesUpTo(MatchFeature::kRouteLatent);
}
std::vector<MatchFeature> GivenFeatures() {
  return FeaturesUpTo(MatchFeature::kGivenLatent);
}
std::vector<MatchFeature> KnownFeatures() {
  return FeaturesUpTo(MatchFeature::kKnownSameFamily);
}

std::vector<uint32_t> FoldsOf(const std::vector<Question>& questions,
                              uint32_t folds) {
  std::map<std::string, size_t> sizes;
  for (const Question& question : questions) ++sizes[question.group];
  std::vector<std::pair<size_t, std::string>> order;
  for (const auto& [group, size] : sizes) order.emplace_back(size, group);
  std::stable_sort(
      order.begin(), order.end(),
      [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<size_t> load(folds);
  std::map<std::string, uint32_t> fold_of;
  for (const auto& [size, group] : order) {
    const auto emptiest = std::min_element(load.begin(), load.end());
    *emptiest += size;
    fold_of[group] = static_cast<uint32_t>(emptiest - load.begin());
  }
  std::vector<uint32_t> result;
  for (const Question& question : questions)
    result.push_back(fold_of[question.group]);
  return result;
}

std::vector<Example> ExamplesOf(const MatchIndex& index,
                                const std::vector<Question>& questions) {
  alignment::Stemmer stemmer;
  std::vector<Example> examples;
  for (const Question& question : questions)
    examples.push_back(
        {index.FeaturesOf(question.program, &stemmer), question.answers});
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
         questions[i].answers});
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
         folds[i]});
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

std::vector<std::vector<double>> Answer(
    const std::vector<Example>& examples,
    const alignment::FusionWeights& weights) {
  std::vector<std::vector<double>> scores;
  for (const Example& example : examples)
    scores.push_back(alignment::ScoresOf(example.features, weights));
  return scores;
}

Result Summarise(std::string task, std::string method,
                 const alignment::Corpus& corpus,
                 const std::vector<Question>& questions,
                 const std::vector<std::vector<double>>& scores) {
  std::vector<std::string> codes;
  for (const auto& candidate : corpus.candidates)
    codes.push_back(candidate.code);
  Result result{std::move(task), std::move(method), 0, 0, {}, 0, 0};
  std::vector<RankingScore> grades;
  std::vector<std::string> groups;
  std::vector<Graded> graded;
  for (size_t i = 0; i < questions.size(); ++i) {
    if (questions[i].answers.empty()) continue;
    grades.push_back(Grade(scores[i], questions[i].answers, codes));
    groups.push_back(questions[i].group);
    for (alignment::CandidateIndex at = 0; at < scores[i].size(); ++at)
      graded.push_back(
          {ProbabilityOf(scores[i][at]), questions[i].answers.contains(at)});
  }
  result.questions = grades.size();
  result.groups = std::set<std::string>(groups.begin(), groups.end()).size();
  result.mean = MeanOf(grades);
  result.half_width = HalfWidth(grades, groups);
  result.calibration_error = CalibrationError(graded);
  return result;
}

}  // namespace plumbline::eval
