// How long labor takes with the publishers' own files. Needs the full releases:
// set PLUMBLINE_DATA_DIR, or keep them in ../shared/data.
//
//   build/perf/labor_benchmark

#include <benchmark/benchmark.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/common/testing/files.h"
#include "services/labor/api/edition_cache.h"
#include "services/labor/api/edition_publisher.h"
#include "services/labor/api/release_importer.h"
#include "services/labor/store/sql_labor_store.h"

namespace plumbline::labor {
namespace {

namespace fs = std::filesystem;
using testing::ReadFile;
using testing::TempDir;

// What the demo publishes: a source, a release and its files.
struct Wanted {
  const char* source;
  const char* release;
  std::vector<const char*> files;
};

const std::vector<Wanted>& EditionFiles() {
  static const auto* const wanted = new std::vector<Wanted>{
      {"soc", "2018", {"soc/2018/soc2018_definitions.csv"}},
      {"soc-changes", "2010-2018", {"soc/2018/soc2010_to_2018_crosswalk.csv"}},
      {"onet-soc", "2019", {"onet/taxonomy/2019_to_SOC_Crosswalk.csv"}},
      {"cip", "2020", {"cip/2020/CIPCode2020.csv"}},
      {"cip-soc", "2020", {"cip/2020/CIP2020_SOC2018_Crosswalk.xlsx"}},
      {"oews",
       "2023-05",
       {"oews/2023/national_M2023_dl.xlsx", "oews/2023/MSA_M2023_dl.xlsx"}},
      {"oews", "2024-05", {"oews/2024/national_M2024_dl.xlsx"}},
      {"bls-ep", "2024-34", {"bls-ep/2024-34/occupation.xlsx"}},
      {"ca-edd",
       "2020-2030",
       {"ca-edd/2020-2030/Long-Term_Occupational_Employment_Projections.csv"}},
      {"onet", "30.1", {"onet/30.1/db_30_1_text.zip"}}};
  return *wanted;
}

ImportOrder OrderOf(const Wanted& wanted, const fs::path& data) {
  ImportOrder order;
  order.source = wanted.source;
  order.release =
      std::string("sources/") + wanted.source + "/releases/" + wanted.release;
  for (const char* file : wanted.files) {
    order.files[fs::path(file).filename().string()] = ReadFile(data / file);
  }
  return order;
}

std::unique_ptr<LaborStore> OpenStore(const TempDir& directory) {
  auto store = SqlLaborStore::Open((directory.path() / "labor.db").string());
  return store.ok() ? *std::move(store) : nullptr;
}

// A zip of 37 text files into a gated, stored release.
void ImportOnet(benchmark::State& state) {
  const auto data = testing::FullDataDir();
  if (!data) return state.SkipWithError("the full releases are not here");
  const ImportOrder order = OrderOf(EditionFiles().back(), *data);
  for (auto _ : state) {
    const TempDir directory;
    const auto store = OpenStore(directory);
    const ReleaseImporter importer(store.get(), DefaultImportSteps());
    const auto release = importer.Import(order, absl::Now());
    if (!release.ok()) {
      return state.SkipWithError(release.status().ToString().c_str());
    }
  }
}
BENCHMARK(ImportOnet)->Unit(benchmark::kMillisecond);

// A store with one published edition, made once.
class PublishedEdition {
 public:
  static const PublishedEdition& Get() {
    static const auto* const edition = new PublishedEdition();
    return *edition;
  }

  std::string error;
  TempDir directory;

 private:
  PublishedEdition() {
    const auto data = testing::FullDataDir();
    if (!data) {
      error = "the full releases are not here";
      return;
    }
    const auto store = OpenStore(directory);
    const ReleaseImporter importer(store.get(), DefaultImportSteps());
    PublishOrder publish;
    for (const Wanted& wanted : EditionFiles()) {
      const auto release = importer.Import(OrderOf(wanted, *data), absl::Now());
      if (!release.ok()) error = release.status().ToString();
      if (release.ok()) publish.releases.push_back(release->name);
    }
    const auto edition = Publish(publish, absl::Now, store.get());
    if (!edition.ok()) error = edition.status().ToString();
  }
};

// From a closed store to the first figure.
void OpenEditionToFirstAnswer(benchmark::State& state) {
  const PublishedEdition& published = PublishedEdition::Get();
  if (!published.error.empty()) {
    return state.SkipWithError(published.error.c_str());
  }
  for (auto _ : state) {
    const auto store = OpenStore(published.directory);
    EditionCache cache(store.get());
    const auto view = cache.Open("editions/latest");
    if (!view.ok()) {
      return state.SkipWithError(view.status().ToString().c_str());
    }
    const auto region = (*view)->FindRegion("us");
    benchmark::DoNotOptimize(
        (*view)->FindAll(*region, vocabulary::SocCode::FromDigits(292042)));
  }
}
BENCHMARK(OpenEditionToFirstAnswer)->Unit(benchmark::kMillisecond);

// All figures of one occupation in one region, of an opened edition.
void AnswerStatistics(benchmark::State& state) {
  const PublishedEdition& published = PublishedEdition::Get();
  if (!published.error.empty()) {
    return state.SkipWithError(published.error.c_str());
  }
  const auto store = OpenStore(published.directory);
  EditionCache cache(store.get());
  const auto view = cache.Open("editions/latest");
  const auto region = (*view)->FindRegion("us");
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        (*view)->FindAll(*region, vocabulary::SocCode::FromDigits(292042)));
  }
}
BENCHMARK(AnswerStatistics)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace plumbline::labor

BENCHMARK_MAIN();
