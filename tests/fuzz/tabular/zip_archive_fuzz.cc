// Any bytes: opening and reading them ends, in bounds, within the limits.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "services/common/tabular/zip_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using plumbline::tabular::ZipArchive;
  const plumbline::tabular::ZipLimits limits = {.max_total_bytes = 1 << 22,
                                                .max_entry_bytes = 1 << 21};
  const auto archive = ZipArchive::Open(
      "fuzz.zip", {reinterpret_cast<const char*>(bytes), size}, limits);
  if (!archive.ok()) return 0;
  for (const auto& entry : archive->entries()) {
    const auto text = archive->ReadEntry(entry.name);
    if (text.ok() && static_cast<int64_t>(text->size()) != entry.listed_bytes)
      std::abort();
  }
  return 0;
}
