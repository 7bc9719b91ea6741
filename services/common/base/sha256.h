#ifndef PLUMBLINE_SERVICES_COMMON_BASE_SHA256_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_SHA256_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::base {

// A SHA-256 in binary.
using Sha256Digest = std::array<uint8_t, 32>;

// The SHA-256 of `bytes` in binary.
Sha256Digest Sha256(absl::string_view bytes);

// 64 lower-case hexadecimal digits.
std::string ToHex(const Sha256Digest& digest);
// False, and nothing changed, for what is not 64 hexadecimal digits.
bool FromHex(absl::string_view hex, Sha256Digest* digest);

// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_SHA256_H_
