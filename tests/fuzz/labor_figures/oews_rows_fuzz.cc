// Rows of any bytes under a right heading, and any bytes at all.
#include <cstddef>
#include <cstdint>
#include <string>

#include "services/labor/domain/oews/read_oews.h"
#include "tests/fuzz/labor_figures/read_and_check.h"

namespace plumbline::labor {
namespace {

constexpr char kHeading[] =
    "OCC_CODE,OCC_TITLE,O_GROUP,AREA,NAICS,TOT_EMP,H_MEDIAN,A_MEDIAN,A_PCT75,A_"
    "PCT90,ANNUAL,HOURLY\n";

void Read(const std::string& text) {
  const SourceFile file = {"national_M2024.csv", text};
  CheckTables(ReadOews({&file, 1}));
}

}  // namespace
}  // namespace plumbline::labor

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  plumbline::labor::Read(plumbline::labor::kHeading + bytes);
  plumbline::labor::Read(bytes);
  return 0;
}
