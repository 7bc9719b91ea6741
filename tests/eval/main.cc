// plumb-eval: how often matching is right, on labelled sets that anybody can
// have. `plumb-eval --help` lists the commands.

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <utility>

#include "services/alignment/domain/matching/match_model.h"
#include "services/common/base/status_macros.h"
#include "tests/eval/model_card.h"
#include "tests/eval/report.h"
#include "tests/eval/runs.h"
#include "tests/eval/tables.h"

namespace plumbline::eval {
namespace {

struct Options {
  Inputs inputs;
  std::filesystem::path file;
  std::filesystem::path card;
  bool without_cip = false;
  bool json = false;
};

void Print(const Options& options, const Result& result) {
  std::cout << (options.json ? JsonOf(result) + "\n" : RowOf(result))
            << std::flush;
}

absl::Status RunAll(const Options& options) {
  if (!options.json) {
    std::cout
        << "Folds keep groups whole: 4-digit CIP families (E1), CIP codes "
           "(E3), providers (E5).\n"
           "E1: no question sees a crosswalk row of its own fold, neither "
           "as a route nor as a frequency.\n"
           "E5: known programs of the question's own fold are not looked "
           "at. RAPIDS: titles equal to one of O*NET's after stemming are "
           "left out.\n"
           "Probabilities are calibrated on folds inside what was learned "
           "from.\n\n"
        << Headings();
  }
  std::vector<Result> results;
  PLUMBLINE_ASSIGN_OR_RETURN(const std::string cip_rates,
                             MeasureAll(options.inputs, [&](const Result& one) {
                               Print(options, one);
                               results.push_back(one);
                             }));
  if (options.json) return absl::OkStatus();
  std::cout << "\nAnswered, and right among those, when the best two differ by "
               "so much:\n\n"
            << AbstentionTable(results) << "\n"
            << cip_rates;
  return absl::OkStatus();
}

absl::Status RunPrograms(const Options& options) {
  if (!options.json) std::cout << Headings();
  return MeasurePrograms(options.inputs, options.file, options.without_cip,
                         [&](const Result& result) { Print(options, result); });
}

// The card with every figure measured anew, to standard output.
absl::Status WriteFile(const std::filesystem::path& path,
                       const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (file.flush()) return absl::OkStatus();
  return absl::UnavailableError(path.string() + " could not be written.");
}

absl::Status RunCard(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(std::string card, ReadFile(options.card));
  Measurements measured;
  // A card without its places is told before minutes of measuring.
  PLUMBLINE_RETURN_IF_ERROR(FillModelCard(card, measured).status());
  PLUMBLINE_ASSIGN_OR_RETURN(measured.cip_rates,
                             MeasureAll(options.inputs, [&](const Result& one) {
                               std::cerr << RowOf(one);
                               measured.results.push_back(one);
                             }));
  PLUMBLINE_ASSIGN_OR_RETURN(card, FillModelCard(std::move(card), measured));
  return WriteFile(options.card, card);
}

absl::Status RunTrain(const Options& options) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto model, Train(options.inputs));
  return WriteFile(
      options.inputs.model,
      alignment::WriteMatchModel(
          model,
          "Texas Workforce Commission, eligible training programs of "
          "2024-03-20 whose provider states an occupation; O*NET 30.1; CIP "
          "2020; New Jersey, occupational licences of 2024-03; registered "
          "apprenticeships (RAPIDS) of 2020"));
}

int Run(int argc, char** argv) {
  Options options;
  const char* data = std::getenv("PLUMBLINE_DATA_DIR");
  options.inputs.data = data != nullptr ? data : "../shared/data";
  options.inputs.model = "data/models/matching-2.json";
  options.card = "docs/model-card.md";
  CLI::App app("How often matching finds the right occupations.", "plumb eval");
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.add_option("--data", options.inputs.data, "Directory of official files");
  app.add_option("--model", options.inputs.model, "Weights");
  app.add_flag("--json", options.json, "One JSON object for each line");
  std::function<absl::Status(const Options&)> command = RunAll;
  app.add_subcommand("all", "Every labelled set, by cross-validation");
  auto* programs = app.add_subcommand(
      "programs", "A file of labelled programs, nothing learned from it");
  programs->add_option("FILE", options.file)->required();
  programs->add_flag("--without-cip", options.without_cip,
                     "Do not read the CIP codes");
  programs->callback([&] { command = RunPrograms; });
  auto* card = app.add_subcommand(
      "card", "Write the model card with its figures measured anew");
  card->add_option("--card", options.card, "The card as it is");
  card->callback([&] { command = RunCard; });
  app.add_subcommand("train", "Learn the weights anew and write them")
      ->callback([&] { command = RunTrain; });
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = command(options);
  if (status.ok()) return 0;
  std::cerr << "plumb-eval: " << status.message() << "\n";
  return 1;
}

}  // namespace
}  // namespace plumbline::eval

int main(int argc, char** argv) { return plumbline::eval::Run(argc, argv); }
