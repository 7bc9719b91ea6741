// How fast the publishers' containers are read.
//
//   build/perf/plumbline_tabular_perf
//
// The workbook needs the full releases (PLUMBLINE_DATA_DIR); the delimited text
// is made up in memory: 413,505 records of 32 columns in the form of an OEWS
// all-areas file.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "services/common/tabular/delimited.h"
#include "services/common/tabular/typed_columns.h"
#include "services/common/tabular/workbook.h"
#include "services/common/testing/files.h"

namespace plumbline::tabular {
namespace {

constexpr int64_t kRecords = 413505;
constexpr size_t kTextColumns = 11;
constexpr size_t kNumberColumns = 19;

// Eleven text columns, nineteen of numbers, ANNUAL and HOURLY: about 92 MB.
std::string MakeOews() {
  std::string text =
      "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,"
      "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,"
      "PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,"
      "H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,"
      "HOURLY\n";
  text.reserve(size_t{100} << 20);
  uint32_t random = 1;
  const auto next = [&](uint32_t below) {
    random = random * 1664525 + 1013904223;
    return (random >> 8) % below;
  };
  for (int64_t i = 0; i < kRecords; ++i) {
    absl::StrAppend(&text, 10180 + i / 800,
                    ",\"Some Metropolitan Area, ST\",4,ST,000000,"
                    "Cross-industry,cross-industry,1235,");
    absl::StrAppend(&text, 11 + next(42), "-", 1011 + next(8000),
                    ",Occupations of some kind,detailed");
    for (size_t column = 0; column < kNumberColumns; ++column) {
      switch (next(16)) {
        case 0:
          text += ",*";
          break;
        case 1:
          text += ",#";
          break;
        default:
          absl::StrAppend(&text, ",", next(90000));
          if (column < 12) absl::StrAppend(&text, ".", next(10), next(10));
      }
    }
    text += ",,\n";
  }
  return text;
}

// The text that PLUMBLINE_BULK_CSV names, so that a peer can read the same one;
// else one made up here.
const std::string& Oews() {
  const char* path = std::getenv("PLUMBLINE_BULK_CSV");
  static const auto* text =
      new std::string(path != nullptr ? testing::ReadFile(path) : MakeOews());
  return *text;
}

// What a reader of a release keeps: AREA and OCC_CODE as views, numbers as
// fixed-point or the marker that stands in their place.
TableShape OewsShape() {
  TableShape shape{.texts = {0, 8}};
  for (size_t i = 0; i < kNumberColumns; ++i) {
    shape.numbers.push_back(
        {.column = static_cast<int32_t>(kTextColumns + i), .decimals = 2});
  }
  shape.numbers[2].decimals = 3;  // JOBS_1000, as it is published.
  return shape;
}

void BM_DelimitedScan(benchmark::State& state) {
  const std::string& text = Oews();
  for (auto _ : state) {
    DelimitedReader reader("oews.csv", text);
    DelimitedRow row;
    size_t fields = 0;
    while (*reader.Next(&row)) fields += row.fields.size();
    benchmark::DoNotOptimize(fields);
  }
  state.SetBytesProcessed(static_cast<int64_t>(text.size()) *
                          static_cast<int64_t>(state.iterations()));
}
BENCHMARK(BM_DelimitedScan)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_DelimitedSplit(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(SplitAtRecords(Oews(), kCsv, 2));
  }
}
BENCHMARK(BM_DelimitedSplit)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_DelimitedTyped(benchmark::State& state) {
  const std::string& text = Oews();
  for (auto _ : state) {
    const auto table = ReadTypedTable("oews.csv", text, OewsShape(),
                                      static_cast<int>(state.range(0)));
    if (!table.ok() || table->rows != kRecords)
      state.SkipWithError("the table is not whole");
    benchmark::DoNotOptimize(table);
  }
  state.SetBytesProcessed(static_cast<int64_t>(text.size()) *
                          static_cast<int64_t>(state.iterations()));
}
BENCHMARK(BM_DelimitedTyped)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// Argument: 0 everything through the XML library, 1 plain rows past it, 2 that
// and unpacking on a second thread.
void BM_SectorWorkbook(benchmark::State& state) {
  const auto data = testing::FullDataDir();
  const std::string bytes =
      data ? testing::ReadFile(*data / "oews/2024/natsector_M2024_dl.xlsx")
           : std::string();
  if (bytes.empty()) {
    state.SkipWithError("needs PLUMBLINE_DATA_DIR");
    return;
  }
  WorkbookOptions options;
  options.plain_rows = state.range(0) >= 1;
  options.unpack_ahead = state.range(0) == 2;
  int64_t cells = 0;
  for (auto _ : state) {
    const auto workbook = Workbook::Open("natsector.xlsx", bytes, options);
    const absl::Status status =
        workbook->ReadSheet("Natsector_M2024_dl", [&](const SheetRow& row) {
          cells += static_cast<int64_t>(row.cells.size());
          return absl::OkStatus();
        });
    if (!status.ok()) state.SkipWithError(status.ToString().c_str());
  }
  state.counters["cells"] =
      static_cast<double>(cells) / static_cast<double>(state.iterations());
}
BENCHMARK(BM_SectorWorkbook)
    ->Arg(0)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace plumbline::tabular

BENCHMARK_MAIN();
