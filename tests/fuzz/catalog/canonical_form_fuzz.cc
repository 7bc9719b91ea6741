#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "services/catalog/domain/canonical_form.h"

// What can be read is read the same from what it is written as.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace catalog = plumbline::catalog;
  const auto program =
      catalog::ParseProgram({reinterpret_cast<const char*>(data), size});
  if (!program.ok()) return 0;
  const auto again = catalog::ParseProgram(catalog::CanonicalText(*program));
  if (!again.ok() || !(*again == *program)) std::abort();
  return 0;
}
