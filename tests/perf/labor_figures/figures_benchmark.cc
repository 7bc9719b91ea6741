// How long releases of figures take to read and to check. The text of 413,505
// rows is made up here in the layout of the publisher's bulk file; the
// workbooks are the publisher's own and are left out where they are not.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/testing/files.h"
#include "services/labor/domain/gates/figure_gates.h"
#include "services/labor/domain/oews/read_oews.h"

namespace plumbline::labor {
namespace {

constexpr int kBulkRows = 413505;
constexpr int kRowsPerArea = 700;

// The text that PLUMBLINE_BULK_CSV names, so that a peer can read the same one;
// else one made up here.
std::string BulkText() {
  if (const char* path = std::getenv("PLUMBLINE_BULK_CSV")) {
    return testing::ReadFile(path);
  }
  std::string text =
      "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,"
      "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,"
      "PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,"
      "H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,"
      "HOURLY\n";
  for (int i = 0; i < kBulkRows; ++i) {
    const int area = 10000 + i / kRowsPerArea * 20;
    const int code = 1011 + i % kRowsPerArea;
    absl::StrAppend(&text, area, ",\"Somewhere-Elsewhere, NY\",4,NY,000000,",
                    "Cross-industry,cross-industry,1235,11-", code,
                    ",Occupation of a usual length,detailed,", i % 9000 * 10,
                    ",", i % 40, ".", i % 10, ",1.234,0.97,,,32.36,67300,",
                    i % 7 == 0 ? "*" : "0.3",
                    ",15.26,18.04,25.32,38.68,53.95,31730,37520,52660,80460,",
                    i % 11 == 0 ? "#" : "112210", ",,\n");
  }
  return text;
}

void BM_BulkText(benchmark::State& state) {
  static const std::string text = BulkText();
  const SourceFile file = {"all_data_M_2023.csv", text};
  for (auto _ : state) {
    auto tables =
        ReadOews({&file, 1}, {.threads = static_cast<int>(state.range(0))});
    benchmark::DoNotOptimize(tables);
  }
  state.SetItemsProcessed(state.iterations() * kBulkRows);
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
}
BENCHMARK(BM_BulkText)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// Reads one of the publisher's files; `check` adds the gates.
void ReadWorkbook(benchmark::State& state, const char* name, bool check) {
  const auto directory = testing::FullDataDir();
  if (!directory) {
    state.SkipWithError("the full releases are not here");
    return;
  }
  const std::string bytes = testing::ReadFile(*directory / name);
  const SourceFile file = {name, bytes};
  for (auto _ : state) {
    auto tables = ReadOews({&file, 1});
    if (check) gates::CheckFigures(&*tables);
    benchmark::DoNotOptimize(tables);
  }
}

void BM_SectorWorkbook(benchmark::State& state) {
  ReadWorkbook(state, "oews/2024/natsector_M2024_dl.xlsx", false);
}
BENCHMARK(BM_SectorWorkbook)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void BM_SectorWorkbookWithGates(benchmark::State& state) {
  ReadWorkbook(state, "oews/2024/natsector_M2024_dl.xlsx", true);
}
BENCHMARK(BM_SectorWorkbookWithGates)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace plumbline::labor

BENCHMARK_MAIN();
