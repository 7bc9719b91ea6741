#include "tests/eval/runs.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "tests/eval/cip_rates.h"
#include "tests/eval/corpus_files.h"
#include "tests/eval/tables.h"
#include "tests/eval/tasks.h"

namespace plumbline::eval {
namespace {

using alignment::Corpus;
using alignment::FusionWeights;
using alignment::MatchFeature;
using alignment::MatchIndex;
using alignment::MatchModel;

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

absl::StatusOr<FusionWeights> StratumOf(const MatchModel& model,
                                        const std::string& stratum) {
  const auto weights = model.find(stratum);
  if (weights != model.end()) return weights->second;
  return absl::InvalidArgumentError(
      absl::StrCat("The model has no stratum ", stratum, "."));
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

// Weights for a job title alone, from the titles of two tenths, each asked of a
// corpus that lacks it.
FusionWeights LearnFromTitles(const Corpus& corpus) {
  std::vector<Example> examples;
  for (const int tenth : {1, 2}) {
    Corpus without = corpus;
    const auto questions = TakeTitles(tenth, &without);
    const MatchIndex index(std::move(without));
    for (Example& example : ExamplesOf(index, questions))
      examples.push_back(std::move(example));
  }
  return FitAll(examples, NameFeatures());
}

// E2: learned on two tenths, with neither the tenth that is learned from nor
// that which is asked in the corpus, and asked on another.
absl::Status MeasureTitles(const Inputs& inputs, OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(Corpus corpus,
                             LoadCorpus(inputs.data, Candidates::kOnet));
  const auto questions = TakeTitles(0, &corpus);
  const auto weights = LearnFromTitles(corpus);
  const MatchIndex index(std::move(corpus));
  on_result(Summarise("E2 held-out alternate titles", "name alone",
                      index.corpus(), questions,
                      Answer(ExamplesOf(index, questions), weights)));
  return absl::OkStatus();
}

absl::Status MeasureRapids(const Inputs& inputs, const MatchIndex& index,
                           const MatchModel& model, OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions,
      RapidsQuestions(inputs.data / "credentials/rapids/2020/occupations.csv",
                      index.corpus()));
  PLUMBLINE_ASSIGN_OR_RETURN(const FusionWeights weights,
                             StratumOf(model, "name"));
  on_result(Summarise("RAPIDS titles unseen in O*NET",
                      "the model's `name` weights", index.corpus(), questions,
                      Answer(ExamplesOf(index, questions), weights)));
  return absl::OkStatus();
}

// New Jersey took no part in the weights.
absl::StatusOr<std::string> MeasureCipCheck(const Inputs& inputs,
                                            const MatchIndex& index,
                                            const MatchModel& model) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto questions, NewJersey(inputs, index));
  PLUMBLINE_ASSIGN_OR_RETURN(const FusionWeights weights,
                             StratumOf(model, "text"));
  return TextOf(RatesOf(index, questions, weights));
}

}  // namespace

absl::StatusOr<std::string> MeasureAll(const Inputs& inputs,
                                       OnResult on_result) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(inputs));
  PLUMBLINE_ASSIGN_OR_RETURN(const MatchModel model, LoadModel(inputs));
  MeasureCips(*index, "text, folds by CIP family", true, on_result);
  MeasureCips(*index, "text, random folds", false, on_result);
  PLUMBLINE_RETURN_IF_ERROR(MeasureTitles(inputs, on_result));
  PLUMBLINE_RETURN_IF_ERROR(MeasureNewJersey(inputs, *index, on_result));
  PLUMBLINE_RETURN_IF_ERROR(MeasureTexas(inputs, *index, on_result));
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
  const std::string stratum = without_cip ? "text" : "given_cip";
  PLUMBLINE_ASSIGN_OR_RETURN(const FusionWeights weights,
                             StratumOf(model, stratum));
  if (without_cip)
    for (Question& question : questions) question.program.cip.clear();
  const auto scores = Answer(ExamplesOf(*index, questions), weights);
  for (const Level level : {Level::kDetailed, Level::kMinor, Level::kMajor})
    on_result(Summarise(file.filename().string(),
                        absl::StrCat(stratum, ", ", NameOf(level)),
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
  model["name"] = LearnFromTitles(index->corpus());
  return model;
}

}  // namespace plumbline::eval
