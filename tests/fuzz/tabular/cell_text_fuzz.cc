// Any text: parsing it stays in bounds, and what is a number keeps its value
// when it is written in its plainest form and read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/common/tabular/cell_text.h"
#include "services/common/tabular/header.h"
#include "services/common/tabular/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  namespace tabular = plumbline::tabular;
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  tabular::LooksLikeMangledCode(text);
  tabular::Unguard(text);
  const std::string folded = tabular::FoldHeading(text);
  const std::string repaired = tabular::ReplaceInvalidUtf8(text);
  if (tabular::ValidUtf8Prefix(repaired) != repaired.size()) std::abort();
  const auto number = tabular::ParseDecimal(text, 0);
  if (number && tabular::ParseDecimal(std::to_string(*number), 0) != number)
    std::abort();
  // More decimals never turn a number into none, save by overflow.
  if (tabular::ParseDecimal(text, 3) && !number) std::abort();
  return 0;
}
