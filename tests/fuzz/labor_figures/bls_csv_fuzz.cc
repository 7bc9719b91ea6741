// Rows of any bytes under a right heading, and any bytes at all.
#include <cstddef>
#include <cstdint>
#include <string>

#include "services/labor/domain/projections/read_bls.h"
#include "tests/fuzz/labor_figures/read_and_check.h"

namespace plumbline::labor {
namespace {

constexpr char kHeading[] =
    "Occupation Title,Occupation Code,Employment 2024,Employment "
    "2034,Employment Change,Employment Percent Change,Openings,Median Annual "
    "Wage 2024,Typical Entry-Level Education,Education Code\n";

void Read(const std::string& text) {
  const SourceFile file = {"projections.csv", text};
  CheckTables(ReadBlsProjections({&file, 1}));
}

}  // namespace
}  // namespace plumbline::labor

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  plumbline::labor::Read(plumbline::labor::kHeading + bytes);
  plumbline::labor::Read(bytes);
  return 0;
}
