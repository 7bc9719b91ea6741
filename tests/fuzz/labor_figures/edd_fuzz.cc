#include "services/labor/domain/projections/read_edd.h"
#include "tests/fuzz/labor_figures/read_and_check.h"

namespace {

constexpr char kHeading[] =
    "Area Type,Area Name,Period,SOC Level,SOC Code,Occupational Title,Base "
    "Year Employment Estimate,Projected Year Employment Estimate,Numeric "
    "Change,Percentage Change,Total Job Openings,Median Hourly Wage,Median "
    "Annual Wage\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  plumbline::labor::ReadAndCheck(plumbline::labor::ReadEddProjections,
                                 "edd.csv", kHeading, data, size);
  return 0;
}
