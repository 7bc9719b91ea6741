#include "services/rescoring/domain/address.h"

#include <re2/re2.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/rescoring/domain/reasons.h"

namespace plumbline::rescoring {
namespace {

struct Network {
  uint8_t bytes[16];
  int bits;
};

// IANA IPv4 Special-Purpose Address Registry, multicast and reserved.
constexpr Network kNotPublic4[] = {
    {{0}, 8},              // this network
    {{10}, 8},             // private
    {{100, 64}, 10},       // shared, carrier-grade NAT
    {{127}, 8},            // loopback
    {{169, 254}, 16},      // link-local
    {{172, 16}, 12},       // private
    {{192, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2}, 24},     // documentation
    {{192, 31, 196}, 24},  // AS112
    {{192, 52, 193}, 24},  // AMT
    {{192, 88, 99}, 24},   // 6to4 relays
    {{192, 168}, 16},      // private
    {{192, 175, 48}, 24},  // AS112
    {{198, 18}, 15},       // benchmarks
    {{198, 51, 100}, 24},  // documentation
    {{203, 0, 113}, 24},   // documentation
    {{224}, 4},            // multicast
    {{240}, 4},            // reserved, broadcast
};

// Global unicast is 2000::/3; these parts of it are something else. All
// outside, among it ::, ::1, mapped and compatible addresses, NAT64
// (64:ff9b::/96), unique local, link-local and multicast, is refused at once.
constexpr Network kGlobalUnicast6 = {{0x20}, 3};
constexpr Network kNotPublic6[] = {
    {{0x20, 0x01, 0x00}, 23},              // protocol assignments, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32},        // documentation
    {{0x20, 0x02}, 16},                    // 6to4: an IPv4 address inside
    {{0x26, 0x20, 0x00, 0x4f, 0x80}, 48},  // AS112
    {{0x3f, 0xff, 0x00}, 20},              // documentation
};

bool Contains(const Network& network, IpBytes address) {
  for (int bit = 0; bit < network.bits; ++bit) {
    const auto byte = static_cast<size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((network.bytes[byte] & mask) != (address[byte] & mask)) return false;
  }
  return true;
}

absl::Status Refused(absl::string_view url, absl::string_view why) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, reason::kSourceAddressRefused,
      absl::StrCat("the address ", url.substr(0, 300), " is refused: ", why),
      {{"address", std::string(url.substr(0, 300))}});
}

}  // namespace

bool IsPublicAddress(IpBytes address) {
  const auto within = [&](const Network& network) {
    return Contains(network, address);
  };
  if (address.size() == 4) {
    return std::none_of(std::begin(kNotPublic4), std::end(kNotPublic4), within);
  }
  return address.size() == 16 && within(kGlobalUnicast6) &&
         std::none_of(std::begin(kNotPublic6), std::end(kNotPublic6), within);
}

bool IsLoopbackAddress(IpBytes address) {
  if (address.size() == 4) return address[0] == 127;
  constexpr Network kLoopback6 = {
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128};
  return address.size() == 16 && Contains(kLoopback6, address);
}

bool MayConnect(IpBytes address, absl::string_view scheme,
                const AddressRules& rules) {
  if (rules.allow_loopback && IsLoopbackAddress(address)) return true;
  return scheme == "https" && IsPublicAddress(address);
}

absl::StatusOr<UrlParts> ParseUrl(absl::string_view url) {
  // No user, no bracketed address: publishers have names.
  static const re2::RE2* const pattern = new re2::RE2(
      "(?i)(https?)://([a-z0-9.-]+(?::[0-9]{1,5})?)(?:[/?#][!-~]*)?");
  UrlParts parts;
  const std::string text(url);
  if (url.size() > 2000 ||
      !re2::RE2::FullMatch(text, *pattern, &parts.scheme, &parts.host)) {
    return Refused(url, "it is not https://host/path");
  }
  absl::AsciiStrToLower(&parts.scheme);
  absl::AsciiStrToLower(&parts.host);
  return parts;
}

absl::Status CheckUrl(absl::string_view url,
                      const std::vector<std::string>& hosts,
                      const AddressRules& rules) {
  PLUMBLINE_ASSIGN_OR_RETURN(const UrlParts parts, ParseUrl(url));
  if (parts.scheme != "https" && !rules.allow_loopback) {
    return Refused(url, "only https is asked");
  }
  if (std::find(hosts.begin(), hosts.end(), parts.host) == hosts.end()) {
    return Refused(url, absl::StrCat("the source's descriptor allows only ",
                                     absl::StrJoin(hosts, ", ")));
  }
  return absl::OkStatus();
}

}  // namespace plumbline::rescoring
