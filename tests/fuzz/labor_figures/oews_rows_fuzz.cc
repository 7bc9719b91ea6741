#include "services/labor/domain/oews/read_oews.h"
#include "tests/fuzz/labor_figures/read_and_check.h"

namespace {

constexpr char kHeading[] =
    "OCC_CODE,OCC_TITLE,O_GROUP,AREA,NAICS,TOT_EMP,H_MEDIAN,A_MEDIAN,A_PCT75,A_"
    "PCT90,ANNUAL,HOURLY\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto read = [](plumbline::labor::SourceFiles files) {
    return plumbline::labor::ReadOews(files);
  };
  plumbline::labor::ReadAndCheck(read, "national_M2024.csv", kHeading, data,
                                 size);
  return 0;
}
