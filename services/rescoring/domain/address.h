#ifndef PLUMBLINE_SERVICES_RESCORING_DOMAIN_ADDRESS_H_
#define PLUMBLINE_SERVICES_RESCORING_DOMAIN_ADDRESS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

// Where the service may connect to. A publisher's name is resolved by whoever
// runs its DNS, so what counts is the address that is connected to.
namespace plumbline::rescoring {

// An IP address: 4 bytes (IPv4) or 16 (IPv6), in network order.
using IpBytes = absl::Span<const uint8_t>;

// Whether the address is one that anybody on the Internet reaches: not this
// host, a private or shared network, a link, multicast, documentation, or a
// form of IPv6 that stands for an IPv4 address. Anything else than 4 or 16
// bytes is not. After the special-purpose registries of IANA.
bool IsPublicAddress(IpBytes address);

// 127.0.0.0/8 or ::1.
bool IsLoopbackAddress(IpBytes address);

struct AddressRules {
  // For tests: loopback may be connected to, and without TLS.
  bool allow_loopback = false;
};

// Whether a connection to `address` may be opened for a URL that begins with
// `scheme` ("https", "http").
bool MayConnect(IpBytes address, absl::string_view scheme,
                const AddressRules& rules);

// What a URL says, as far as it decides whether it may be asked.
struct UrlParts {
  std::string scheme;  // "https" or "http".
  std::string host;    // host or host:port, in lower case.
};

// Reads an absolute URL of the web.
//
// Errors: kInvalidArgument, SOURCE_ADDRESS_REFUSED: not http or https, a user
// name in it, or a character that an address does not have.
absl::StatusOr<UrlParts> ParseUrl(absl::string_view url);

// OK when `url` may be asked for a source that allows `hosts`: https (or http
// with allow_loopback, which is refused later unless the address is loopback)
// on one of them.
//
// Errors: SOURCE_ADDRESS_REFUSED, as ParseUrl.
absl::Status CheckUrl(absl::string_view url,
                      const std::vector<std::string>& hosts,
                      const AddressRules& rules);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_DOMAIN_ADDRESS_H_
