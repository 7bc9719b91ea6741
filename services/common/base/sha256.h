#ifndef PLUMBLINE_SERVICES_COMMON_BASE_SHA256_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_SHA256_H_

#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::base {

// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_SHA256_H_
