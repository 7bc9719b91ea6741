#include "services/labor/domain/projections/read_bls.h"
#include "tests/fuzz/labor_figures/read_and_check.h"

namespace {

constexpr char kHeading[] =
    "Occupation Title,Occupation Code,Employment 2024,Employment "
    "2034,Employment Change,Employment Percent Change,Openings,Median Annual "
    "Wage 2024,Typical Entry-Level Education,Education Code\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  plumbline::labor::ReadAndCheck(plumbline::labor::ReadBlsProjections,
                                 "projections.csv", kHeading, data, size);
  return 0;
}
