#include "clients/cpp/call/request_id.h"

#include <cstdint>
#include <random>

#include "absl/strings/str_format.h"

namespace plumbline::client_call {

// Randomness here names a call; no result depends on it.
std::string FreshRequestId() {
  std::random_device source;
  std::uniform_int_distribution<uint64_t> bits;
  const uint64_t high = bits(source);
  const uint64_t low = bits(source);
  return absl::StrFormat("%08x-%04x-4%03x-%04x-%012x", high >> 32,
                         (high >> 16) & 0xffff, high & 0xfff,
                         0x8000 | ((low >> 48) & 0x3fff), low & 0xffffffffffff);
}

std::string OrFresh(absl::string_view request_id) {
  return request_id.empty() ? FreshRequestId() : std::string(request_id);
}

}  // namespace plumbline::client_call
