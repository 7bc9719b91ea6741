#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "services/common/rpc/resource_name.h"

// Whatever parses is written back as the same bytes; nothing else happens.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view name(reinterpret_cast<const char*>(data), size);
  for (const char* pattern :
       {"providers/{provider}/programs/{program}", "editions/{edition}"}) {
    const auto ids = plumbline::rpc::ParseName(pattern, name);
    if (!ids.ok()) continue;
    const auto again = plumbline::rpc::FormatName(pattern, *ids);
    if (!again.ok() || *again != name) std::abort();
  }
  return 0;
}
