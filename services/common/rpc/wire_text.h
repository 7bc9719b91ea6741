#ifndef PLUMBLINE_SERVICES_COMMON_RPC_WIRE_TEXT_H_
#define PLUMBLINE_SERVICES_COMMON_RPC_WIRE_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::rpc {

// `text` as valid UTF-8 of at most `max_bytes` (3 or more): what is not UTF-8
// becomes U+FFFD, what is too long is cut at a character and ends in U+2026. A
// proto3 string that is not UTF-8 would make the peer drop the whole message.
std::string WireText(absl::string_view text, size_t max_bytes);

}  // namespace plumbline::rpc

#endif  // PLUMBLINE_SERVICES_COMMON_RPC_WIRE_TEXT_H_
