// Rows of any bytes under a right heading, and any bytes at all.
#include <cstddef>
#include <cstdint>
#include <string>

#include "services/labor/domain/projections/read_edd.h"
#include "tests/fuzz/labor_figures/read_and_check.h"

namespace plumbline::labor {
namespace {

constexpr char kHeading[] =
    "Area Type,Area Name,Period,SOC Level,SOC Code,Occupational Title,Base "
    "Year Employment Estimate,Projected Year Employment Estimate,Numeric "
    "Change,Percentage Change,Total Job Openings,Median Hourly Wage,Median "
    "Annual Wage\n";

void Read(const std::string& text) {
  const SourceFile file = {"edd.csv", text};
  CheckTables(ReadEddProjections({&file, 1}));
}

}  // namespace
}  // namespace plumbline::labor

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  plumbline::labor::Read(plumbline::labor::kHeading + bytes);
  plumbline::labor::Read(bytes);
  return 0;
}
