// Any bytes as the stored tables of an O*NET release: they are refused, or
// every index in them can be followed and they are written again as they were
// read.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/labor/domain/onet/descriptor_ratings.h"
#include "services/labor/store/onet_codec.h"

namespace labor = plumbline::labor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const auto tables = labor::DecodeOnet(
      absl::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!tables.ok()) return 0;
  labor::onet::DescriptorRatings(*tables);
  const std::string written = labor::EncodeOnet(*tables);
  const auto again = labor::DecodeOnet(written);
  if (!again.ok() || labor::EncodeOnet(*again) != written) std::abort();
  return 0;
}
