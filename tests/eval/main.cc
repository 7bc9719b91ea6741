// plumb-eval: how often matching is right, on labelled sets that anybody can
// have. `plumb-eval --help` lists the commands.

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/matching/match_model.h"
#include "services/common/base/status_macros.h"
#include "tests/eval/cip_rates.h"
#include "tests/eval/corpus_files.h"
#include "tests/eval/report.h"
#include "tests/eval/tables.h"
#include "tests/eval/tasks.h"

namespace plumbline::eval {
namespace {

using alignment::Corpus;
using alignment::MatchFeature;
using alignment::MatchIndex;

constexpr uint32_t kFolds = 5;

struct Options {
  std::filesystem::path data;
  std::filesystem::path model;
  std::filesystem::path file;
  bool without_cip = false;
  bool json = false;
};

std::filesystem::path TexasFile(const Options& options) {
  return options.data /
         "programs/twc-etpl/2024-03-20/twc_etpl_programs.labelled.half.csv";
}

std::filesystem::path NewJerseyFile(const Options& options) {
  return options.data / "programs/nj-etpl/2021-04/nj_etpl_programs.subset.csv";
}

void Print(const Options& options, const Result& result) {
  std::cout << (options.json ? JsonOf(result) + "\n" : RowOf(result))
            << std::flush;
}

absl::StatusOr<std::unique_ptr<MatchIndex>> OpenIndex(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(auto corpus,
                             LoadCorpus(options.data, Candidates::kSoc2018));
  return std::make_unique<MatchIndex>(std::move(corpus));
}

// E1 under one way of cutting folds.
void RunCips(const Options& options, const MatchIndex& index,
             std::string method, bool grouped) {
  std::vector<Question> questions = CipQuestions(index.corpus());
  if (!grouped)
    for (size_t i = 0; i < questions.size(); ++i)
      questions[i].group = std::to_string(i * 7919 % questions.size());
  const auto folds = FoldsOf(questions, grouped ? kFolds : 10);
  const auto examples = CipExamplesOf(index, questions, folds);
  Print(options,
        Summarise("E1 CIP definitions", std::move(method), index.corpus(),
                  questions, CrossValidate(examples, folds, TextFeatures())));
}

absl::Status RunNewJersey(const Options& options, const MatchIndex& index) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions,
      NewJerseyQuestions(NewJerseyFile(options), index.corpus()));
  const auto folds = FoldsOf(questions, kFolds);
  Print(options, Summarise("E3 New Jersey", "text, folds by CIP code",
                           index.corpus(), questions,
                           CrossValidate(ExamplesOf(index, questions), folds,
                                         TextFeatures())));
  return absl::OkStatus();
}

absl::Status RunTexas(const Options& options, const MatchIndex& index) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions, TexasQuestions(TexasFile(options), index.corpus()));
  const auto folds = FoldsOf(questions, kFolds);
  auto examples = ExamplesOf(index, questions);
  AddKnown(questions, folds, &examples);
  const std::pair<std::string, std::vector<MatchFeature>> methods[] = {
      {"text, folds by provider", TextFeatures()},
      {"text + given CIP", GivenFeatures()},
      {"text + given CIP + programs of other providers", KnownFeatures()}};
  for (const auto& [method, chosen] : methods)
    Print(options, Summarise("E5 Texas", method, index.corpus(), questions,
                             CrossValidate(examples, folds, chosen)));
  return absl::OkStatus();
}

// Weights for a job title alone, from titles that the corpus then lacks.
alignment::FusionWeights LearnFromTitles(Corpus corpus) {
  const auto questions = TakeTitles(1, &corpus);
  const MatchIndex index(std::move(corpus));
  const auto examples = ExamplesOf(index, questions);
  std::vector<const Example*> all;
  for (const Example& example : examples) all.push_back(&example);
  return FitWeights(all, TextFeatures());
}

// E2: learned on one tenth, with neither tenth in the corpus, and asked on
// another.
absl::Status RunTitles(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(Corpus corpus,
                             LoadCorpus(options.data, Candidates::kOnet));
  const auto questions = TakeTitles(0, &corpus);
  const auto weights = LearnFromTitles(corpus);
  const MatchIndex index(std::move(corpus));
  Print(options,
        Summarise("E2 held-out alternate titles", "name alone", index.corpus(),
                  questions, Answer(ExamplesOf(index, questions), weights)));
  return absl::OkStatus();
}

absl::Status RunRapids(const Options& options, const MatchIndex& index,
                       const alignment::MatchModel& model) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions,
      RapidsQuestions(options.data / "credentials/rapids/2020/occupations.csv",
                      index.corpus()));
  const auto weights = model.find("name");
  if (weights == model.end()) return absl::OkStatus();
  Print(options,
        Summarise("RAPIDS titles unseen in O*NET", "the model's `name` weights",
                  index.corpus(), questions,
                  Answer(ExamplesOf(index, questions), weights->second)));
  return absl::OkStatus();
}

// New Jersey took no part in the weights.
absl::Status RunCipCheck(const Options& options, const MatchIndex& index,
                         const alignment::MatchModel& model) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto questions,
      NewJerseyQuestions(NewJerseyFile(options), index.corpus()));
  const auto weights = model.find("text");
  if (weights == model.end() || options.json) return absl::OkStatus();
  std::cout << "\n" << TextOf(RatesOf(index, questions, weights->second));
  return absl::OkStatus();
}

absl::StatusOr<alignment::MatchModel> LoadModel(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string json, ReadFile(options.model));
  return alignment::ReadMatchModel(json);
}

absl::Status RunAll(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(options));
  PLUMBLINE_ASSIGN_OR_RETURN(const alignment::MatchModel model,
                             LoadModel(options));
  if (!options.json) {
    std::cout
        << "Folds keep groups whole: 4-digit CIP families (E1), CIP codes "
           "(E3), providers (E5).\n"
           "E1: no question sees a crosswalk row of its own fold, neither "
           "as a route nor as a frequency.\n"
           "E5: known programs of the question's own fold are not looked "
           "at. RAPIDS: titles equal to one of O*NET's after stemming are "
           "left out.\n\n"
        << Headings();
  }
  RunCips(options, *index, "text, folds by CIP family", true);
  RunCips(options, *index, "text, random folds", false);
  PLUMBLINE_RETURN_IF_ERROR(RunTitles(options));
  PLUMBLINE_RETURN_IF_ERROR(RunNewJersey(options, *index));
  PLUMBLINE_RETURN_IF_ERROR(RunTexas(options, *index));
  PLUMBLINE_RETURN_IF_ERROR(RunRapids(options, *index, model));
  return RunCipCheck(options, *index, model);
}

// Any file with the columns of the Texas list, under the weights as they are.
absl::Status RunPrograms(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(options));
  PLUMBLINE_ASSIGN_OR_RETURN(const alignment::MatchModel model,
                             LoadModel(options));
  PLUMBLINE_ASSIGN_OR_RETURN(auto questions,
                             TexasQuestions(options.file, index->corpus()));
  const auto weights = model.find(options.without_cip ? "text" : "given_cip");
  if (weights == model.end())
    return absl::InvalidArgumentError("The model lacks the stratum asked.");
  if (options.without_cip)
    for (Question& question : questions) question.program.cip.clear();
  if (!options.json) std::cout << Headings();
  Print(options,
        Summarise(options.file.filename().string(), weights->first,
                  index->corpus(), questions,
                  Answer(ExamplesOf(*index, questions), weights->second)));
  return absl::OkStatus();
}

// Learns the weights that ship: programs with and without their CIP code from
// the Texas list, job titles from a tenth of O*NET's alternate titles.
absl::Status Train(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto index, OpenIndex(options));
  PLUMBLINE_ASSIGN_OR_RETURN(
      auto questions, TexasQuestions(TexasFile(options), index->corpus()));
  const auto fit = [&](const std::vector<MatchFeature>& chosen) {
    const auto examples = ExamplesOf(*index, questions);
    std::vector<const Example*> all;
    for (const Example& example : examples) all.push_back(&example);
    return FitWeights(all, chosen);
  };
  alignment::MatchModel model;
  model["given_cip"] = fit(GivenFeatures());
  model["text"] = fit(TextFeatures());
  model["name"] = LearnFromTitles(index->corpus());
  std::ofstream(options.model, std::ios::binary) << alignment::WriteMatchModel(
      model,
      "Texas Workforce Commission, eligible training programs of 2024-03-20 "
      "whose provider states an occupation; O*NET 30.1; CIP 2020");
  return absl::OkStatus();
}

int Run(int argc, char** argv) {
  Options options;
  const char* data = std::getenv("PLUMBLINE_DATA_DIR");
  options.data = data != nullptr ? data : "../shared/data";
  options.model = "data/models/matching-1.json";
  CLI::App app("How often matching finds the right occupations.", "plumb eval");
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.add_option("--data", options.data, "Directory of official files");
  app.add_option("--model", options.model, "Weights");
  app.add_flag("--json", options.json, "One JSON object for each line");
  std::function<absl::Status(const Options&)> command = RunAll;
  app.add_subcommand("all", "Every labelled set, by cross-validation");
  auto* programs = app.add_subcommand(
      "programs", "A file of labelled programs, nothing learned from it");
  programs->add_option("FILE", options.file)->required();
  programs->add_flag("--without-cip", options.without_cip,
                     "Do not read the CIP codes");
  programs->callback([&] { command = RunPrograms; });
  app.add_subcommand("train", "Learn the weights anew and write them")
      ->callback([&] { command = Train; });
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = command(options);
  if (status.ok()) return 0;
  std::cerr << "plumb-eval: " << status.message() << "\n";
  return 1;
}

}  // namespace
}  // namespace plumbline::eval

int main(int argc, char** argv) { return plumbline::eval::Run(argc, argv); }
