#include "services/labor/store/snapshot_parts.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "services/labor/store/column_codec.h"

namespace plumbline::labor {
namespace {

constexpr size_t kSmallest = size_t{8} << 10;
constexpr size_t kLargest = size_t{256} << 10;
// A cut where 15 bits of the rolling sum are 0: every 32 KiB on average. The
// upper bits depend on the last 48 bytes and more.
constexpr uint64_t kCutBits = uint64_t{0x7FFF} << 48;

// A number for each byte (SplitMix64): those of the rolling sum ("gear").
constexpr std::array<uint64_t, 256> MakeGear() {
  std::array<uint64_t, 256> gear = {};
  uint64_t state = 0;
  for (uint64_t& number : gear) {
    uint64_t z = (state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    number = z ^ (z >> 31);
  }
  return gear;
}
constexpr std::array<uint64_t, 256> kGear = MakeGear();

size_t LengthOfFirstPart(absl::string_view bytes) {
  const size_t most = std::min(bytes.size(), kLargest);
  uint64_t sum = 0;
  for (size_t i = 0; i < most; ++i) {
    sum = (sum << 1) + kGear[static_cast<uint8_t>(bytes[i])];
    if (i + 1 >= kSmallest && (sum & kCutBits) == 0) return i + 1;
  }
  return most;
}

}  // namespace

std::vector<absl::string_view> SplitIntoParts(absl::string_view bytes) {
  std::vector<absl::string_view> parts;
  while (!bytes.empty()) {
    parts.push_back(bytes.substr(0, LengthOfFirstPart(bytes)));
    bytes.remove_prefix(parts.back().size());
  }
  return parts;
}

std::string PackPart(absl::string_view part) {
  uLongf size = compressBound(static_cast<uLong>(part.size()));
  std::string packed(size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
            reinterpret_cast<const Bytef*>(part.data()),
            static_cast<uLong>(part.size()), Z_DEFAULT_COMPRESSION);
  packed.resize(size);
  return packed;
}

absl::StatusOr<std::string> UnpackPart(absl::string_view packed, size_t size) {
  if (size > kLargest) return Damaged("the size of a part of a snapshot");
  std::string part(size, '\0');
  uLongf length = static_cast<uLongf>(size);
  const int result = uncompress(reinterpret_cast<Bytef*>(part.data()), &length,
                                reinterpret_cast<const Bytef*>(packed.data()),
                                static_cast<uLong>(packed.size()));
  if (result != Z_OK || length != size) return Damaged("a part of a snapshot");
  return part;
}

}  // namespace plumbline::labor
