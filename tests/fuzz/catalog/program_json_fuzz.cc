#include <cstddef>
#include <cstdint>

#include "tests/fuzz/catalog/fuzz_programs.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  plumbline::catalog::CheckImportOf(
      {reinterpret_cast<const char*>(data), size});
  return 0;
}
