#include "tests/eval/runs.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "tests/eval/cip_rates.h"
#include "tests/eval/corpus_files.h"
#include "tests/eval/names.h"
#include "tests/eval/tables.h"
#include "tests/eval/tasks.h"

namespace plumbline::eval {
namespace {

using alignment::Corpus;
using alignment::FusionWeights;
using alignment::MatchFeature;
using alignment::MatchIndex;
using alignment::MatchModel;
using alignment::Stratum;

constexpr uint32_t kFolds = 5;

std::filesystem::path TexasFile(const Inputs& inputs) {
  return inputs.data /
         "programs/twc-etpl/2024-03-20/twc_etpl_programs.labelled.half.csv";
}

absl::StatusOr<std::vector<Question>> NewJersey(const Inputs& inputs,
                                                const MatchIndex& index) {
  return NewJerseyQuestions(
      inputs.data / "programs/nj-etpl/2021-04/nj_etpl_programs.subset.csv",
      index.corpus());
}

absl::StatusOr<std::unique_ptr<MatchIndex>> OpenIndex(const Inputs& inputs) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto corpus,
                             LoadCorpus(inputs.data, Candidates::kSoc2018));
  return std::make_unique<MatchIndex>(std::move(corpus));
}

absl::StatusOr<MatchModel> LoadModel(const Inputs& inputs) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string json, ReadFile(inputs.model));
  return alignment::ReadMatchModel(json);
}

absl::StatusOr<StratumWeights> StrataOf(const MatchModel& model) {
  StratumWeights weights;
  for (const Stratum stratum : alignment::kStrata) {
    PLUMBLINE_ASSIGN_OR_RETURN(weights[stratum],
                               alignment::WeightsOf(model, stratum));
  }
  return weights;
}

FusionWeights FitAll(const std::vector<Example>& examples,
                     const std::vector<MatchFeature>& chosen) {
  std::vector<const Example*> all;
  for (const Example& example : examples) all.push_back(&example);
  return FitWeights(all, chosen);
}

// E1 under one way of cutting folds.
void MeasureCips(const MatchIndex& index, std::string method, bool grouped,
                 OnResult on_result) {
  std::vector<Question> questions = CipQuestions(index.corpus());
  if (!grouped)
    for (size_t i = 0; i < questions.size(); ++i)
      questions[i].group = std::to_string(i * 7919 % questions.size());
  const auto folds = FoldsOf(questions, grouped ? kFolds : 10);
  const auto examples = CipExamplesOf(index, questions, folds);
  on_result(Summarise("E1 CIP definitions", std::move(method), index.corpus(),
                      questions,
                      CrossValidate(examples, folds, TextFeatures())));
}

absl::Status MeasureNewJersey(const Inputs& inputs, const MatchIndex& index,
                              OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto questions, NewJersey(inputs, index));
  const auto folds = FoldsOf(questions, kFolds);
  on_result(Summarise(
      "E3 New Jersey", "text, folds by CIP code", index.corpus(), questions,
      CrossValidate(ExamplesOf(index, questions), folds, TextFeatures())));
  return absl::OkStatus();
}

absl::Status MeasureTexas(const Inputs& inputs, const MatchIndex& index,
                          OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto questions,
                             TexasQuestions(TexasFile(inputs), index.corpus()));
  const auto folds = FoldsOf(questions, kFolds);
  auto examples = ExamplesOf(index, questions);
  AddKnown(questions, folds, &examples);
  const std::pair<std::string, std::vector<MatchFeature>> methods[] = {
      {"text, folds by provider", TextFeatures()},
      {"text + given CIP", GivenFeatures()},
      {"text + given CIP + programs of other providers", KnownFeatures()}};
  for (const auto& [method, chosen] : methods)
    on_result(Summarise("E5 Texas", method, index.corpus(), questions,
                        CrossValidate(examples, folds, chosen)));
  return absl::OkStatus();
}

// The same programs by their names alone, which are learned from together with
// job titles.
absl::Status MeasureTexasNames(const Inputs& inputs, const MatchIndex& index,
                               OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto questions,
                             TexasQuestions(TexasFile(inputs), index.corpus()));
  questions = NamesAlone(std::move(questions));
  NameExamples examples;
  examples.AddTitles(index.corpus());
  examples.Add(index, questions, FoldsOf(questions, kFolds));
  on_result(Summarise("E5 Texas", "name alone, folds by provider",
                      index.corpus(), questions, examples.CrossValidate()));
  return absl::OkStatus();
}

// Weights for names alone, from titles of this corpus and programs of Texas.
absl::StatusOr<StratumWeights> LearnNames(const Inputs& inputs,
                                          const MatchIndex& index,
                                          const Corpus& of_titles) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto programs,
                             TexasQuestions(TexasFile(inputs), index.corpus()));
  NameExamples examples;
  examples.AddTitles(of_titles);
  examples.Add(index, NamesAlone(std::move(programs)));
  return examples.Learn();
}

// E2: of titles learned on two tenths, with neither the tenth that is learned
// from nor that which is asked in the corpus, and asked on another.
absl::Status MeasureTitles(const Inputs& inputs, const MatchIndex& index,
                           OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(Corpus corpus,
                             LoadCorpus(inputs.data, Candidates::kOnet));
  const auto questions = TakeTitles(0, &corpus);
  PLUMBLINE_ASSIGN_OR_RETURN(const StratumWeights weights,
                             LearnNames(inputs, index, corpus));
  const MatchIndex of_titles(std::move(corpus));
  on_result(Summarise("E2 held-out alternate titles", "name alone",
                      of_titles.corpus(), questions,
                      AnswerAsServed(of_titles, questions, weights)));
  return absl::OkStatus();
}

absl::Status MeasureRapids(const Inputs& inputs, const MatchIndex& index,
                           const MatchModel& model, OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions,
      RapidsQuestions(inputs.data / "credentials/rapids/2020/occupations.csv",
                      index.corpus()));
  PLUMBLINE_ASSIGN_OR_RETURN(const StratumWeights weights, StrataOf(model));
  on_result(Summarise("RAPIDS titles unseen in O*NET",
                      "the model's weights of names", index.corpus(), questions,
                      AnswerAsServed(index, questions, weights)));
  return absl::OkStatus();
}

// New Jersey took no part in the weights.
absl::StatusOr<std::string> MeasureCipCheck(const Inputs& inputs,
                                            const MatchIndex& index,
                                            const MatchModel& model) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto questions, NewJersey(inputs, index));
  PLUMBLINE_ASSIGN_OR_RETURN(const FusionWeights weights,
                             alignment::WeightsOf(model, Stratum::kText));
  return TextOf(RatesOf(index, questions, weights));
}

}  // namespace

absl::StatusOr<std::string> MeasureAll(const Inputs& inputs,
                                       OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(inputs));
  PLUMBLINE_ASSIGN_OR_RETURN(const MatchModel model, LoadModel(inputs));
  MeasureCips(*index, "text, folds by CIP family", true, on_result);
  MeasureCips(*index, "text, random folds", false, on_result);
  PLUMBLINE_RETURN_IF_ERROR(MeasureTitles(inputs, *index, on_result));
  PLUMBLINE_RETURN_IF_ERROR(MeasureNewJersey(inputs, *index, on_result));
  PLUMBLINE_RETURN_IF_ERROR(MeasureTexas(inputs, *index, on_result));
  PLUMBLINE_RETURN_IF_ERROR(MeasureTexasNames(inputs, *index, on_result));
  PLUMBLINE_RETURN_IF_ERROR(MeasureRapids(inputs, *index, model, on_result));
  return MeasureCipCheck(inputs, *index, model);
}

absl::Status MeasurePrograms(const Inputs& inputs,
                             const std::filesystem::path& file,
                             bool without_cip, OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(inputs));
  PLUMBLINE_ASSIGN_OR_RETURN(const MatchModel model, LoadModel(inputs));
  PLUMBLINE_ASSIGN_OR_RETURN(auto questions,
                             TexasQuestions(file, index->corpus()));
  PLUMBLINE_ASSIGN_OR_RETURN(const StratumWeights weights, StrataOf(model));
  if (without_cip)
    for (Question& question : questions) question.program.cip.clear();
  const auto scores = AnswerAsServed(*index, questions, weights);
  const std::string method =
      without_cip ? "without CIP codes" : "with CIP codes";
  for (const Level level : {Level::kDetailed, Level::kMinor, Level::kMajor})
    on_result(Summarise(file.filename().string(),
                        absl::StrCat(method, ", ", NameOf(level)),
                        index->corpus(), questions, scores, level));
  return absl::OkStatus();
}

absl::StatusOr<MatchModel> Train(const Inputs& inputs) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(inputs));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions, TexasQuestions(TexasFile(inputs), index->corpus()));
  MatchModel model;
  {
    const auto examples = ExamplesOf(*index, questions);
    model["given_cip"] = FitAll(examples, GivenFeatures());
    model["text"] = FitAll(examples, TextFeatures());
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const StratumWeights names,
                             LearnNames(inputs, *index, index->corpus()));
  for (const auto& [stratum, weights] : names)
    model[std::string(NameOf(stratum))] = weights;
  return model;
}

}  // namespace plumbline::eval
